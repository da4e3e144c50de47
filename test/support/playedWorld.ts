import type { Emulator, EmulatorOptions } from "../emulator/src/index";
import type { Cloud } from "../../provider/src/client/cloud";
import { bindingSeed, ROOT_PASSWORD, SERVERS } from "./bindingSeed";
import { decryptedConfigFor } from "./emulator";
import { InProcess } from "./inProcess/inProcess";
import { environmentOf } from "./memoryFiles";
import { otherHands } from "./otherHands";
import { PlayedStack } from "./playedStack";
import { newSshKey, type SshKey } from "./sshKey";

export { ROOT_PASSWORD, SERVERS };

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
    seed: bindingSeed(keys),
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
