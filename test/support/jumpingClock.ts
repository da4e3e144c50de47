import type { EmulatorOptions } from "../emulator/src/index";

/** An emulator's clock that goes with the machine's and can be put forward, so that nobody waits for a long task. */
export interface JumpingClock {
  readonly now: () => number;
  readonly wall: () => number;
  readonly jump: (ms: number) => void;
}

/** One that has not jumped yet. */
export function jumpingClock(): JumpingClock & NonNullable<EmulatorOptions["clock"]> {
  let ahead = 0;
  return {
    now: () => performance.now() + ahead,
    wall: () => Date.now() + ahead,
    jump: (ms) => {
      ahead += ms;
    },
  };
}
