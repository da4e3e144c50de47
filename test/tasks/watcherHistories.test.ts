import fc from "fast-check";
import { isTaskDeadlineError } from "../../provider/src/tasks/taskDeadlineError";
import { reset, runningEntry, serviceError, statusAt, type ScriptedTask } from "./scriptedService";
import { seeded, watching } from "./watching";

const runs = Number(process.env["KPS_FAULT_RUNS"] ?? 1000);
const startMs = 1_000_000;

/** What goes wrong while tasks are waited for. */
interface History {
  readonly seed: number;
  readonly latencyMs: number;
  readonly tasks: readonly {
    readonly postedMs: number;
    readonly lastsMs: number;
    readonly end: "SUCCESS" | "FAILED";
    readonly waitMs: number;
    readonly fate: "ends" | "hangs" | "vanishes" | "unlisted" | "weird";
    readonly resumed: boolean;
    readonly abortMs: number | undefined;
  }[];
  readonly faults: readonly {
    readonly fromMs: number;
    readonly forMs: number;
    readonly route: "running" | "task" | "any";
    readonly kind: "500" | "429" | "403" | "404" | "reset" | "unreadable";
    readonly share: number;
  }[];
  readonly keyedByServer: boolean;
  readonly lateMs: number;
  readonly staleMs: number;
  readonly skipShare: number;
}

const history: fc.Arbitrary<History> = fc.record({
  seed: fc.nat(),
  latencyMs: fc.constantFrom(1, 50, 400, 3_000),
  tasks: fc.array(
    fc.record({
      postedMs: fc.constantFrom(0, 0, 0, 100, 2_000, 15_000),
      lastsMs: fc.integer({ min: 0, max: 40_000 }),
      end: fc.constantFrom("SUCCESS" as const, "FAILED" as const),
      waitMs: fc.integer({ min: 0, max: 90_000 }),
      fate: fc.constantFrom(...(["ends", "ends", "ends", "ends", "hangs", "vanishes", "unlisted", "weird"] as const)),
      resumed: fc.boolean(),
      abortMs: fc.option(fc.integer({ min: 0, max: 60_000 }), { freq: 9, nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  faults: fc.array(
    fc.record({
      fromMs: fc.integer({ min: 0, max: 40_000 }),
      forMs: fc.constantFrom(10, 1_000, 10_000, 100_000),
      route: fc.constantFrom("running" as const, "task" as const, "any" as const),
      kind: fc.constantFrom(...(["500", "429", "403", "404", "reset", "unreadable"] as const)),
      share: fc.constantFrom(0.2, 0.7, 1),
    }),
    { maxLength: 3 },
  ),
  keyedByServer: fc.boolean(),
  lateMs: fc.constantFrom(0, 0, 500, 4_000),
  staleMs: fc.constantFrom(0, 0, 1_500, 100_000),
  skipShare: fc.constantFrom(0, 0, 0.1),
});

function faultOf(kind: History["faults"][number]["kind"], route: string): Error {
  if (kind === "reset" || kind === "unreadable") {
    return Object.assign(reset(), { kind });
  }
  return serviceError(Number(kind), undefined, route === "task" ? "ListKeypairTask" : "ListRunningTask");
}

/** A last word that no answer has said is a false result; so is an end later than two seconds after the deadline. */
async function check(told: History): Promise<void> {
  const { clock, service, wait } = watching({ latencyMs: told.latencyMs, random: seeded(told.seed) });
  const dice = seeded(told.seed + 1);
  const fates = new Map<string, History["tasks"][number]["fate"]>();
  const saidEnded = new Map<string, string>();
  const saidUnknown = new Map<string, number>();

  service.fault = ({ atMs, route }) => {
    const fault = told.faults.find(
      ({ fromMs, forMs, route: on }) =>
        (on === "any" || on === route) && atMs >= startMs + fromMs && atMs < startMs + fromMs + forMs,
    );
    return fault !== undefined && dice() < fault.share ? faultOf(fault.kind, route) : undefined;
  };
  service.listed = (task, nowMs) => {
    const runs = nowMs < task.endMs + told.staleMs || fates.get(task.taskId) === "hangs";
    return (
      runs && nowMs >= task.startMs + told.lateMs && fates.get(task.taskId) !== "unlisted" && dice() >= told.skipShare
    );
  };
  service.entry = (task) =>
    told.keyedByServer ? { ...runningEntry(task), taskId: task.serverId } : runningEntry(task);
  service.status = (task, nowMs) => {
    const status = statusWith(fates.get(task.taskId) ?? "ends", task, nowMs);
    if (status instanceof Error) {
      saidUnknown.set(task.taskId, (saidUnknown.get(task.taskId) ?? 0) + 1);
    } else if (/^(SUCCESS|FAILED)_/.test(status)) {
      saidEnded.set(task.taskId, status);
    }
    return status;
  };

  const checks = told.tasks.map(async (planned, index) => {
    await clock.sleep(planned.postedMs);
    const task = service.add(`t-${index}`, planned.lastsMs, { end: planned.end });
    fates.set(task.taskId, planned.fate);
    const abort = new AbortController();
    if (planned.abortMs !== undefined) {
      void clock.sleep(planned.abortMs).then(() => abort.abort());
    }
    const deadlineMs = clock.monotonicMs() + planned.waitMs;
    const noticedByMs = 30_000 + told.latencyMs + Math.max(trulyEndsMs(told, planned.fate, task), lastFaultMs(told));
    const waited = wait(task, { deadlineMs, resumed: planned.resumed, signal: abort.signal });
    try {
      const outcome = await waited.outcome;
      expect(clock.monotonicMs()).toBeLessThanOrEqual(noticedByMs);
      if (outcome.end === "unknown") {
        // A 404 of a gateway fault on the task route is an answer of that kind too.
        expect(saidUnknown.has(task.taskId) || told.faults.some(({ kind }) => kind === "404")).toBe(true);
      } else {
        expect(outcome.status).toBe(saidEnded.get(task.taskId));
        expect(outcome.status.startsWith(outcome.end === "success" ? "SUCCESS_" : "FAILED_")).toBe(true);
      }
    } catch (error) {
      if (isTaskDeadlineError(error)) {
        expect(clock.monotonicMs()).toBeGreaterThanOrEqual(deadlineMs);
        expect(noticedByMs).toBeGreaterThan(deadlineMs);
      } else if (error instanceof Error && error.name === "WaitInterruptedError") {
        expect(abort.signal.aborted).toBe(true);
      } else {
        expect(error).toMatchObject({ name: "ServiceError", status: 403 });
      }
    }
    expect(clock.monotonicMs()).toBeLessThanOrEqual(deadlineMs + 2_000);
  });
  await clock.until(Promise.all(checks), 200_000);
  await clock.advance(200_000);
  expect(clock.pending).toBe(0);
}

/** From when on every answer that is not hindered says that the task has ended. */
function trulyEndsMs(told: History, fate: History["tasks"][number]["fate"], task: ScriptedTask): number {
  const never = fate === "hangs" || fate === "vanishes";
  return never ? Infinity : task.endMs + told.staleMs + (fate === "weird" ? 5_000 : 0);
}

function lastFaultMs(told: History): number {
  return Math.max(startMs, ...told.faults.map(({ fromMs, forMs }) => startMs + fromMs + forMs));
}

function statusWith(fate: History["tasks"][number]["fate"], task: ScriptedTask, nowMs: number): string | Error {
  switch (fate) {
    case "hangs":
      return "RUNNING_BIND";
    case "vanishes":
      return nowMs < task.endMs ? "RUNNING_BIND" : serviceError(404, "KPS.0005");
    case "weird":
      return nowMs < task.endMs ? "" : nowMs < task.endMs + 5_000 ? "PAUSED_BIND" : statusAt(task, nowMs);
    case "ends":
    case "unlisted":
      return statusAt(task, nowMs);
  }
}

test(
  `in ${runs} histories of faults a wait ends only as the service says, at the deadline, or when refused`,
  async () => {
    await fc.assert(fc.asyncProperty(history, check), { numRuns: runs });
  },
  60_000 + runs * 100,
);
