import { systemRuntime } from "../../provider/src/transport/systemRuntime";
import type { Runtime } from "../../provider/src/transport/runtime";

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A runtime whose time passes only when told to; the network is the real one. */
export interface ManualClock {
  readonly runtime: Runtime;
  /** Lets time pass, waking sleepers in order, and lets everything that follows from it happen. */
  advance(ms: number): Promise<void>;
  /** Ends of the sleeps still going on, ms. */
  pending(): number[];
}

/** Starts at 1,000,000 ms. */
export function manualClock(wallMs = 1_700_000_000_000): ManualClock {
  const startMs = 1_000_000;
  let nowMs = startMs;
  let sleepers: Sleeper[] = [];
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper = { atMs: nowMs + ms, wake: resolve };
      const onAbort = (): void => {
        sleepers = sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason as Error);
      };
      if (signal?.aborted === true) {
        onAbort();
        return;
      }
      signal?.addEventListener("abort", onAbort, { once: true });
      sleepers.push(sleeper);
    });
  return {
    runtime: {
      ...systemRuntime(),
      monotonicMs: () => nowMs,
      wallMs: () => wallMs + nowMs - startMs,
      random: () => 0.5,
      sleep,
      startTimer: (ms, ring) => {
        const sleeper = { atMs: nowMs + ms, wake: ring };
        sleepers.push(sleeper);
        return () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
        };
      },
    },
    advance: async (ms) => {
      const end = nowMs + ms;
      await settle();
      for (;;) {
        const next = sleepers.filter((sleeper) => sleeper.atMs <= end).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) {
          break;
        }
        sleepers = sleepers.filter((sleeper) => sleeper !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.wake();
        await settle();
      }
      nowMs = end;
      await settle();
    },
    pending: () => sleepers.map((sleeper) => sleeper.atMs),
  };
}
