import type { Emulator, EmulatorOptions } from "../emulator/src/index";
import { configFor, startTestEmulator } from "./emulator";
import { PlayedStack } from "./playedStack";
import { newSshKey, type SshKey } from "./sshKey";

/** Servers of the seed: two running ones without a key pair, and a stopped one. All have the same root password. */
export const SERVERS = { one: "server-1", two: "server-2", stopped: "server-3" } as const;
export const ROOT_PASSWORD = "Root-Passw0rd-canary";

/** An emulator with servers and two key pairs, and a played stack that talks to it. */
export interface PlayedWorld {
  readonly emulator: Emulator;
  readonly stack: PlayedStack;
  readonly keys: { readonly a: SshKey; readonly b: SshKey };
  /** The key pair of a server now. */
  keyOf(serverId: string): string | undefined;
  close(): Promise<void>;
}

/** Starts one: tasks last a thousandth of what is documented, the provider waits a fiftieth of what it would. */
export async function playedWorld(options: EmulatorOptions = {}): Promise<PlayedWorld> {
  const keys = { a: newSshKey(), b: newSshKey() };
  const emulator = await startTestEmulator({
    timeScale: 0.001,
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
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
    ...options,
  });
  const config = Object.entries(configFor(emulator.credentials)).map(([key, value]) => [
    key,
    typeof value === "string" ? value : value.secret,
  ]);
  return {
    emulator,
    stack: new PlayedStack({
      config: Object.fromEntries(config) as Record<string, string>,
      variables: {
        ROOT_PASSWORD,
        WRONG_PASSWORD: "not-the-password",
        KEY_A: keys.a.privateKey,
        KEY_B: keys.b.privateKey,
        KPS_TEST_TIME_SCALE: "0.02",
        KPS_REQUESTS_PER_MINUTE: "60000",
        KPS_ECS_REQUESTS_PER_MINUTE: "60000",
      },
    }),
    keys,
    keyOf: (serverId) => emulator.control.state().servers.find(({ id }) => id === serverId)?.keyPairName,
    close: () => emulator.close(),
  };
}

/** A second `up` and a `refresh` find every resource as it should be. */
export async function expectSettled(stack: PlayedStack, program: Parameters<PlayedStack["up"]>[0]): Promise<void> {
  const nothing = { same: program.length };
  expect((await stack.up(program)).summary).toEqual(nothing);
  expect((await stack.refresh()).summary).toEqual(nothing);
}
