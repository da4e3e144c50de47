import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "./emulator";
import { newSshKey, type SshKey } from "./sshKey";
import { Stack } from "./stack";

/** Servers of the seed: two running ones without a key pair, and a stopped one. All have the same root password. */
export const SERVERS = { one: "server-1", two: "server-2", stopped: "server-3" } as const;
export const ROOT_PASSWORD = "Root-Passw0rd-canary";

/** An emulator with servers and two key pairs, and a stack that talks to it. */
export interface BindingWorld {
  readonly emulator: Emulator;
  readonly stack: Stack;
  readonly keys: { readonly a: SshKey; readonly b: SshKey };
  /** Environment variables that the programs' `auth` refers to. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts one, with these quirks of the emulator. */
export async function bindingWorld(
  program: string,
  options: { readonly quirks?: Readonly<Record<string, unknown>> } = {},
): Promise<BindingWorld> {
  const keys = { a: newSshKey(), b: newSshKey() };
  const emulator = await startTestEmulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    ...(options.quirks && { quirks: options.quirks }),
    seed: {
      servers: [
        { id: SERVERS.one, name: "web-1", status: "ACTIVE", rootPassword: ROOT_PASSWORD },
        { id: SERVERS.two, name: "web-2", status: "ACTIVE", rootPassword: ROOT_PASSWORD },
        { id: SERVERS.stopped, name: "db-1", status: "SHUTOFF", rootPassword: ROOT_PASSWORD },
      ],
      keyPairs: [
        { name: "kp-a", publicKey: keys.a.publicKey },
        { name: "kp-b", publicKey: keys.b.publicKey },
      ],
    },
  });
  const environment = {
    ROOT_PASSWORD,
    WRONG_PASSWORD: "not-the-password",
    KEY_A: keys.a.privateKey,
    KEY_B: keys.b.privateKey,
    KPS_TEST_TIME_SCALE: "0.1",
    KPS_REQUESTS_PER_MINUTE: "6000",
    KPS_ECS_REQUESTS_PER_MINUTE: "6000",
  };
  const stack = await Stack.create({
    program: { javascript: program },
    config: configFor(emulator.credentials),
    environment,
  });
  return {
    emulator,
    stack,
    keys,
    environment,
    close: async () => {
      await stack.dispose();
      await emulator.close();
    },
  };
}
