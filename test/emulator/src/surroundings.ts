import { randomUUID } from "node:crypto";
import { machineTimer, type StartTimer } from "./http/delays";
import { machineClock, type Clock } from "./world/clock";
import { keyTools, type KeyTools } from "./world/keyTools";

/** What an emulator has from outside. */
export interface Surroundings {
  clock: Clock;
  startTimer: StartTimer;
  keys: KeyTools;
  /** 32 hexadecimal digits, other ones each time. */
  newRequestId: () => string;
}

/** Those of a process of its own. */
export const machineSurroundings: Surroundings = {
  clock: machineClock,
  startTimer: machineTimer,
  keys: keyTools,
  newRequestId: () => randomUUID().replaceAll("-", ""),
};
