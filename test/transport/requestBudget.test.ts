import fc from "fast-check";
import { setMaxListeners } from "node:events";
import { RequestBudget } from "../../provider/src/transport/requestBudget";
import type { Grant } from "../../provider/src/transport/requestBudget";
import type { Lane } from "../../provider/src/transport/callOptions";
import { manualClock } from "./manualClock";

const never = new AbortController().signal;
setMaxListeners(0, never);

/** A budget, and the starts it granted in order. */
function watchedBudget(requestsPerMinute: number) {
  const clock = manualClock();
  const budget = new RequestBudget(requestsPerMinute, clock.runtime);
  const starts: { lane: Lane; name: number; grant: Grant }[] = [];
  const waits: number[] = [];
  const ask = (lane: Lane, name = 0, signal = never, answerAtOnce = true): Promise<void> =>
    budget.acquire({ lane, signal, onWait: ({ ms }) => waits.push(ms) }).then((grant) => {
      starts.push({ lane, name, grant });
      if (answerAtOnce) {
        grant.answered();
      }
    });
  return { clock, budget, starts, waits, ask, times: () => starts.map(({ grant }) => grant.startedAtMs) };
}

function mostInOneSecond(times: number[]): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length));
}

test("lets at most the rate start in any sliding second and wastes next to nothing", async () => {
  const { clock, ask, times } = watchedBudget(300);
  const all = Promise.all(Array.from({ length: 50 }, () => ask("status")));

  await clock.advance(9000);

  await all;
  expect(mostInOneSecond(times())).toBe(5);
});

test("never exceeds the rate, whenever requests come and however long they take", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 60, max: 1200 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.constantFrom<Lane>("post", "status"), fc.boolean()), {
        maxLength: 60,
      }),
      async (perMinute, arrivals) => {
        const { clock, ask, times } = watchedBudget(perMinute);
        for (const [gapMs, lane, answered] of arrivals) {
          await clock.advance(gapMs);
          void ask(lane, 0, never, answered);
        }
        await clock.advance(120_000);
        expect(times()).toHaveLength(arrivals.length);
        expect(Math.max(0, mostInOneSecond([0, ...times()]))).toBeLessThanOrEqual(Math.floor(perMinute / 60));
      },
    ),
    { numRuns: 30 },
  );
});

test("below one request a second there is one per interval", async () => {
  const { clock, ask, times } = watchedBudget(20);
  void ask("status");
  void ask("status");
  void ask("status");

  await clock.advance(10_000);

  expect(times().map((time) => time - (times()[0] ?? 0))).toEqual([0, 3000, 6000]);
});

test("counts a request that is still on its way as arriving late", async () => {
  const { clock, ask, times } = watchedBudget(60);
  void ask("status", 1, never, false);
  void ask("status", 2, never, false);

  await clock.advance(3000);

  expect((times()[1] ?? 0) - (times()[0] ?? 0)).toBe(1150);
});

test("serves two changes for each look and each lane in order", async () => {
  const { clock, ask, starts } = watchedBudget(60);
  [1, 2, 3, 4].forEach((name) => void ask("post", name));
  [5, 6].forEach((name) => void ask("status", name));

  await clock.advance(20_000);

  expect(starts.map(({ name }) => name)).toEqual([1, 2, 5, 3, 4, 6]);
});

test("tells how long a request will probably wait", async () => {
  const { ask, waits } = watchedBudget(60);
  void ask("post");
  void ask("post");
  void ask("post");
  await Promise.resolve();

  expect(waits).toEqual([1150, 2150]);
});

test("a throttled burst counts once, stops everything for a while and slows down", async () => {
  const { clock, budget, ask, starts, times, waits } = watchedBudget(600);
  for (let name = 0; name < 10; name += 1) {
    void ask("status", name);
  }
  await clock.advance(20);
  starts.forEach(({ grant }) => budget.throttled(grant, "limit:300,time:1 minute", undefined));
  const pausedAt = clock.runtime.monotonicMs();
  for (let name = 0; name < 30; name += 1) {
    void ask("status", name);
  }
  expect(waits[0]).toBeGreaterThanOrEqual(1000);

  await clock.advance(30_000);

  const later = times().slice(10);
  expect(later[0]).toBeGreaterThanOrEqual(pausedAt + 1000);
  expect(later).toHaveLength(30);
  expect(mostInOneSecond(later)).toBeLessThanOrEqual(5);
});

test("obeys Retry-After in full", async () => {
  const { clock, budget, ask, starts, times } = watchedBudget(600);
  await ask("status");
  budget.throttled((starts[0] as { grant: Grant }).grant, undefined, 7000);
  void ask("status");

  await clock.advance(20_000);

  expect((times()[1] ?? 0) - (times()[0] ?? 0)).toBe(7000);
});

/** A service that lets so many requests pass in any minute, and names that. The time at which the last of `wanted` passed. */
async function againstLimit(limit: number, wanted: number, busy: readonly number[] = []) {
  const { clock, budget } = watchedBudget(300);
  const startMs = clock.runtime.monotonicMs();
  const passed: number[] = [];
  let refused = 0;
  const send = async (): Promise<void> => {
    for (;;) {
      const grant = await budget.acquire({ lane: "post", signal: never });
      grant.answered();
      const now = clock.runtime.monotonicMs();
      const others = busy.map((at) => startMs + at);
      const counted = [...passed, ...others].filter((at) => at <= now && at > now - 60_000).length;
      if (counted < limit) {
        passed.push(now);
        budget.passed(grant);
        return;
      }
      refused += 1;
      budget.throttled(grant, `limit:${limit},time:1 minute`, undefined);
    }
  };
  const all = Promise.all(Array.from({ length: wanted }, send));
  for (let seconds = 0; seconds < 600; seconds += 1) {
    await clock.advance(1_000);
  }
  await all;
  return { lastMs: Math.max(...passed) - startMs, refused, passed };
}

test("goes on at the pace of the window that is open again, no slower than sleeping a minute after each refusal", async () => {
  const { lastMs, passed } = await againstLimit(10, 24);
  // Ten in the first window, ten in the second, four in the third.
  expect(lastMs).toBeLessThan(2 * 60_000 + 10_000);
  expect(mostInOneSecond(passed)).toBeLessThanOrEqual(5);
});

test("learns a limit once: what follows is not refused", async () => {
  const { refused } = await againstLimit(10, 40);
  // Those that were on their way when the first was refused.
  expect(refused).toBeLessThanOrEqual(5);
});

test.each(["limit:5,time:1 hour", "limit:10,time:1 day", "limit:1,time:30 minute"])(
  "asks again soon although its own requests have used up a quota (%s)",
  async (says) => {
    const { clock, budget, ask, starts, times } = watchedBudget(300);
    for (let name = 0; name < 12; name += 1) {
      await ask("status");
      await clock.advance(1_000);
    }
    budget.throttled((starts.at(-1) as (typeof starts)[number]).grant, says, undefined);
    const refusedAt = clock.runtime.monotonicMs();
    void ask("post");
    void ask("status");

    await clock.advance(60_000);

    expect(times().filter((time) => time > refusedAt)).toHaveLength(2);
  },
);

test("leaves others their part of a named limit, and still gets on", async () => {
  const busy = Array.from({ length: 60 }, (_, n) => n * 10_000);
  const { lastMs } = await againstLimit(10, 12, busy);
  expect(lastMs).toBeLessThan(6 * 60_000);
});

test("gets its rate back after the service has throttled", async () => {
  const { clock, budget, ask, starts, times } = watchedBudget(600);
  await ask("status");
  budget.throttled((starts[0] as { grant: Grant }).grant, undefined, undefined);
  await clock.advance(180_000);
  for (let name = 0; name < 40; name += 1) {
    void ask("status", name);
  }
  await clock.advance(10_000);

  expect(mostInOneSecond(times().slice(1))).toBe(10);
});

test("an aborted wait rejects, frees its place and leaves no timer behind", async () => {
  const { clock, ask, starts } = watchedBudget(60);
  const aborting = new AbortController();
  await ask("status", 1);
  const second = ask("status", 2, aborting.signal);
  const third = ask("status", 3);

  aborting.abort(new Error("enough"));

  await expect(second).rejects.toThrow("enough");
  await clock.advance(1000);
  await third;
  expect(starts.map(({ name }) => name)).toEqual([1, 3]);
  expect(clock.pending()).toEqual([]);
});
