import type { Emulator } from "../emulator/src/index";
import { machineClock } from "../emulator/src/world/clock";
import { configFor, startTestEmulator } from "./emulator";
import { bindingSeed, ROOT_PASSWORD, SERVERS } from "./bindingSeed";
import { newSshKey, type SshKey } from "./sshKey";
import type { Program } from "./program";
import { Stack } from "./stack";
import { quickPace } from "./suiteTimeScale";

export { ROOT_PASSWORD, SERVERS };

/** An emulator with servers and two key pairs, and a stack of the real engine that talks to it. */
export interface EngineBench {
  readonly emulator: Emulator;
  readonly stack: Stack;
  readonly keys: { readonly a: SshKey; readonly b: SshKey };
  /** Environment variables that the programs' `auth` refers to. */
  readonly environment: Readonly<Record<string, string>>;
  /** Lets so many milliseconds pass in the emulator at once: tasks that would have ended by then have. */
  skip(ms: number): void;
  close(): Promise<void>;
}

/**
 * Starts one, with these quirks of the emulator.
 * @param program the text of a JavaScript program, or any other one, or what makes it once the emulator is there
 */
export async function engineBench(
  program: string | Program | ((emulator: Emulator, keys: EngineBench["keys"]) => Program),
  options: {
    readonly quirks?: Readonly<Record<string, unknown>>;
    readonly tools?: readonly string[];
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<EngineBench> {
  const keys = { a: newSshKey(), b: newSshKey() };
  let skipped = 0;
  const emulator = await startTestEmulator({
    clock: { now: () => machineClock.now() + skipped, wall: () => machineClock.wall() },
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    ...(options.quirks && { quirks: options.quirks }),
    seed: bindingSeed(keys),
  });
  const environment = {
    ROOT_PASSWORD,
    WRONG_PASSWORD: "not-the-password",
    KEY_A: keys.a.privateKey,
    KEY_B: keys.b.privateKey,
    ...quickPace,
    ...options.environment,
  };
  const programOf = (): Program => {
    if (typeof program === "string") {
      return { javascript: program };
    }
    return typeof program === "function" ? program(emulator, keys) : program;
  };
  const stack = await Stack.create({
    program: programOf(),
    ...(options.tools && { tools: options.tools }),
    config: configFor(emulator.credentials),
    environment,
  });
  return {
    emulator,
    stack,
    keys,
    environment,
    skip: (ms) => {
      skipped += ms;
    },
    close: async () => {
      await stack.dispose();
      await emulator.close();
    },
  };
}
