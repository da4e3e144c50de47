import { ServerTurns } from "../../../provider/src/operations/step/turns";
import type { StepLimits } from "../../../provider/src/operations/step/withinStep";
import { manualClock, type ManualClock } from "../../transport/manualClock";
import { rejectionOf } from "../../support/rejections";

let turns: ServerTurns;
let clock: ManualClock;

beforeEach(() => {
  turns = new ServerTurns();
  clock = manualClock();
});

/** Limits of a step that may go on for so many ms. */
function limits(ms: number, signal?: AbortSignal): StepLimits {
  const cloud = { runtime: clock.runtime } as StepLimits["cloud"];
  return { cloud, deadlineMs: clock.runtime.monotonicMs() + ms, signal };
}

/** Work that ends when it is told to, and notes what happens. */
function work(name: string, log: string[]): { run: () => Promise<string>; end: (error?: Error) => void } {
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error === undefined ? resolve() : reject(error));
  });
  const run = async (): Promise<string> => {
    log.push(`${name} begins`);
    await ended;
    log.push(`${name} ends`);
    return name;
  };
  return { run, end };
}

it("lets one at a time at a server, in the order they came", async () => {
  const log: string[] = [];
  const [first, second] = [work("first", log), work("second", log)];
  const both = [turns.run("s", limits(60_000), first.run), turns.run("s", limits(60_000), second.run)];
  second.end();
  first.end();
  expect(await Promise.all(both)).toEqual(["first", "second"]);
  expect(log).toEqual(["first begins", "first ends", "second begins", "second ends"]);
});

it("does not keep those of another server waiting", async () => {
  const log: string[] = [];
  const held = work("held", log);
  const holding = turns.run("s", limits(60_000), held.run);
  const free = async (): Promise<string> => Promise.resolve("free");
  expect(await turns.run("t", limits(60_000), free)).toBe("free");
  held.end();
  await holding;
});

it("goes on after a failure", async () => {
  const failing = work("failing", []);
  const first = turns.run("s", limits(60_000), failing.run);
  const second = turns.run("s", limits(60_000), () => Promise.resolve("second"));
  failing.end(new Error("broken"));
  await expect(first).rejects.toThrow("broken");
  expect(await second).toBe("second");
});

it("waits for its turn no longer than its own step may, and lets the next in line go on", async () => {
  const log: string[] = [];
  const [held, late, next] = [work("held", log), work("late", log), work("next", log)];
  const holding = turns.run("s", limits(60_000), held.run);
  const waiting = rejectionOf(turns.run("s", limits(2_000), late.run));
  const after = turns.run("s", limits(60_000), next.run);
  await clock.advance(2_000);
  expect((await waiting).message).toMatch(/another resource that works on server s: the deadline has passed/);
  held.end();
  next.end();
  expect(await Promise.all([holding, after])).toEqual(["held", "next"]);
  expect(log).not.toContain("late begins");
});

it("stops waiting for its turn when it is interrupted", async () => {
  const held = work("held", []);
  const holding = turns.run("s", limits(60_000), held.run);
  const stop = new AbortController();
  const waiting = rejectionOf(turns.run("s", limits(60_000, stop.signal), () => Promise.resolve("never")));
  stop.abort();
  expect((await waiting).message).toMatch(/the step was interrupted\n[^]*\nnext +run it again$/);
  held.end();
  await holding;
});
