/** The emulator's only source of time. */
export interface Clock {
  /** Monotonic milliseconds of the machine, comparable between processes. */
  now(): number;
  /** Milliseconds since 1970. */
  wall(): number;
}

/** The clock of the machine: `process.hrtime` and the system's date. */
export const machineClock: Clock = {
  now: () => Number(process.hrtime.bigint()) / 1e6,
  wall: () => Date.now(),
};
