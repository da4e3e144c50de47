import type { EmulatorOptions } from "../emulator/src/index";
import type { SshKey } from "./sshKey";

/** Servers of the seed: two running ones without a key pair, and a stopped one. All have the same root password. */
export const SERVERS = { one: "server-1", two: "server-2", stopped: "server-3" } as const;
export const ROOT_PASSWORD = "Root-Passw0rd-canary";

/** These servers, or such of other ids, and a key pair of each key. */
export function bindingSeed(
  keys: { readonly a: SshKey; readonly b: SshKey },
  ids: Readonly<Record<keyof typeof SERVERS, string>> = SERVERS,
): NonNullable<EmulatorOptions["seed"]> {
  return {
    servers: [
      { id: ids.one, name: "web-1", status: "ACTIVE", rootPassword: ROOT_PASSWORD },
      { id: ids.two, name: "web-2", status: "ACTIVE", rootPassword: ROOT_PASSWORD },
      { id: ids.stopped, name: "db-1", status: "SHUTOFF", rootPassword: ROOT_PASSWORD },
    ],
    keyPairs: [
      { name: "kp-a", publicKey: keys.a.publicKey },
      { name: "kp-b", publicKey: keys.b.publicKey },
    ],
  };
}
