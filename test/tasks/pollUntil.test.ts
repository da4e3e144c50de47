import { pollUntil, type PollEnd } from "../../provider/src/tasks/pollUntil";
import { ServiceError } from "../../provider/src/transport/serviceError";
import { VirtualClock } from "../support/virtualClock";

const refused = (status: number, retryAfterMs?: number): ServiceError =>
  new ServiceError({
    service: "DMS",
    operation: "ListBackgroundTasks",
    method: "GET",
    host: "h",
    path: "/",
    status,
    retryAfterMs,
  });

/** Polls what `answer` gives at each look, on a clock of its own, for a minute. */
function poll(
  answer: (look: number) => number,
  more: { signal?: AbortSignal; deadlineMs?: number; requests?: number } = {},
): { clock: VirtualClock; looks: number[]; troubles: string[]; end: Promise<PollEnd<number>> } {
  const clock = new VirtualClock();
  const looks: number[] = [];
  const troubles: string[] = [];
  const end = pollUntil<number>(
    {
      subject: "it",
      look: () => {
        looks.push(clock.monotonicMs());
        return Promise.resolve().then(() => answer(looks.length));
      },
      isEnd: (seen) => seen === 0,
      requestsOf: () => more.requests ?? 1,
      deadlineMs: more.deadlineMs ?? 60_000,
      signal: more.signal,
      onLook: (_seen, trouble) => troubles.push(trouble ?? "none"),
    },
    { monotonicMs: clock.monotonicMs, sleep: clock.sleep, random: () => 0.5, timeScale: 1 },
  );
  end.catch(() => undefined);
  return { clock, looks, troubles, end };
}

it("looks at once, then at intervals that grow from 1 to 5 s, and shortly before the deadline", async () => {
  const { clock, looks, end } = poll((look) => look);
  await clock.advance(70_000);
  expect(await end).toEqual({ end: "deadline", seen: looks.length });
  const intervals = looks.slice(1).map((at, index) => at - (looks[index] ?? 0));
  expect(looks[0]).toBe(0);
  expect(intervals[0]).toBe(1_000);
  expect(Math.max(...intervals)).toBe(5_000);
  expect(looks.at(-1)).toBe(59_000);
  expect(clock.pending).toBe(0);
});

it("ends with what it has seen", async () => {
  const { clock, looks, end } = poll((look) => 3 - look);
  await clock.advance(10_000);
  expect(await end).toEqual({ end: "seen", seen: 0 });
  expect(looks).toHaveLength(3);
});

it("leaves a second for each request that a look takes", async () => {
  const { clock, looks } = poll((look) => look, { requests: 25 });
  await clock.advance(30_000);
  expect(looks).toEqual([0, 25_000]);
});

it("waits trouble out, as long as the service asks for", async () => {
  const { clock, looks, troubles, end } = poll((look) => {
    if (look < 3) {
      throw refused(look === 1 ? 503 : 429, look === 1 ? undefined : 7_000);
    }
    return 0;
  });
  await clock.advance(10_000);
  expect(await end).toEqual({ end: "seen", seen: 0 });
  expect(looks).toEqual([0, 1_000, 8_000]);
  expect(troubles).toEqual(["HTTP 503", "HTTP 429"]);
});

it("gives the last error when nothing was ever seen", async () => {
  const { clock, end } = poll(() => {
    throw refused(500);
  });
  await clock.advance(70_000);
  expect(await end).toMatchObject({ end: "deadline", error: { status: 500 } });
});

it.each([refused(403), new Error("there is no such thing")])("stops at a verdict: %s", async (verdict) => {
  const { clock, looks, end } = poll(() => {
    throw verdict;
  });
  await clock.advance(5_000);
  await expect(end).rejects.toBe(verdict);
  expect(looks).toHaveLength(1);
});

it("stops when it is interrupted, and leaves no timer", async () => {
  const interruption = new AbortController();
  const { clock, end } = poll((look) => look, { signal: interruption.signal });
  await clock.advance(1_500);
  interruption.abort();
  await expect(end).rejects.toMatchObject({ name: "WaitInterruptedError" });
  expect(clock.pending).toBe(0);
});
