import { rootPassword } from "../benchEmulator";

/** A server as a seed file has it. */
interface SeedServer {
  readonly id: string;
  readonly name: string;
  readonly status: "ACTIVE";
  readonly rootPassword: string;
  readonly port: number;
}

/** A seed of so many running servers without a key pair, and nothing else. */
export function crowdedSeed(servers: number): { servers: SeedServer[] } {
  return {
    servers: Array.from({ length: servers }, (_, index) => ({
      id: `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
      name: `server-${index + 1}`,
      status: "ACTIVE",
      rootPassword,
      port: 22,
    })),
  };
}
