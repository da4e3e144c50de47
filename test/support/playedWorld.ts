import type { Emulator, EmulatorOptions } from "../emulator/src/index";
import type { Cloud } from "../../provider/src/client/cloud";
import { decryptedConfigFor } from "./emulator";
import { InProcess } from "./inProcess/inProcess";
import { environmentOf } from "./memoryFiles";
import { otherHands } from "./otherHands";
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
  /** Files of the person, by their path. */
  readonly files: Record<string, string>;
  /** A connection of somebody else, as this IAM user. */
  readonly others: (userName?: string) => Promise<Cloud>;
  /** The key pair of a server now. */
  readonly keyOf: (serverId: string) => string | undefined;
}

/** Makes one. All waits are as long as in real use, and none is waited for. */
export function playedWorld(options: EmulatorOptions = {}): PlayedWorld {
  const keys = { a: newSshKey(), b: newSshKey() };
  const world = new InProcess();
  const emulator = world.emulator({
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
  const files: Record<string, string> = {};
  const variables = { ROOT_PASSWORD, KEY_A: keys.a.privateKey, KEY_B: keys.b.privateKey };
  return {
    emulator,
    stack: new PlayedStack({
      config: decryptedConfigFor(emulator.credentials),
      runtime: world.runtime,
      environment: () => environmentOf(variables, files),
      generateKeyPair: world.generateKeyPair,
    }),
    keys,
    files,
    others: (userName = "operator") => otherHands(emulator, userName, world.connect),
    keyOf: (serverId) => emulator.control.state().servers.find(({ id }) => id === serverId)?.keyPairName,
  };
}

/** A second `up` and a `refresh` find every resource as it should be. */
export async function expectSettled(stack: PlayedStack, program: Parameters<PlayedStack["up"]>[0]): Promise<void> {
  const nothing = { same: program.length };
  expect((await stack.up(program)).summary).toEqual(nothing);
  expect((await stack.refresh()).summary).toEqual(nothing);
}
