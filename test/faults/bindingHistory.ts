import fc from "fast-check";
import type { QuirksPatch, TaskScriptInput } from "../emulator/src/index";
import { wireFault, type WireFault } from "./wireFaults";

/** What a program may ask for: one of two key pairs on the server, or the end of the binding. */
export type Goal = "kp-a" | "kp-b" | "unbind";

/** One call of create, update or delete, and what goes wrong in it. */
export interface DisturbedCall {
  readonly timeoutMs: number;
  readonly faults: readonly WireFault[];
}

/** How a task goes and ends. */
export type Course = Omit<TaskScriptInput, "serverId" | "operation" | "times">;

/** One intended change: a few disturbed calls; calm ones follow until it is carried out. */
export interface Change {
  readonly goal: Goal;
  /** The course of the first task, when it is not the natural one. */
  readonly script: Course | undefined;
  readonly calls: readonly DisturbedCall[];
}

/** The life of one binding. */
export interface BindingHistory {
  readonly power: "ACTIVE" | "SHUTOFF";
  readonly quirks: QuirksPatch;
  readonly changes: readonly Change[];
}

/** How long ECS may show the key pair of before, in ms. */
export const LONGEST_STALE_MS = 40;

const quirks: fc.Arbitrary<QuirksPatch> = fc
  .record({
    keyNameStaleMs: fc.constantFrom(0, 0, 0, LONGEST_STALE_MS),
    keyNameChanges: fc.constantFrom("atEnd" as const, "atEnd" as const, "atStart" as const),
    runningListDelayMs: fc.constantFrom(0, 0, 0, 25),
    failedListDelayMs: fc.constantFrom(0, 0, 25),
    runningListOmits: fc.constantFrom(false, false, false, true),
    failedListOmits: fc.constantFrom(false, false, false, true),
    listTaskId: fc.constantFrom("task" as const, "task" as const, "server" as const),
    replaceListsKeyPair: fc.constantFrom("new" as const, "old" as const),
    associateStatus: fc.constantFrom(202 as const, 200 as const),
    associateBody: fc.constantFrom("taskIdOnly" as const, "full" as const),
    secondTask: fc.constantFrom("refuse" as const, "queue" as const, "run" as const),
    unknownTask: fc.constantFrom(404 as const, 400 as const),
    unboundKeyName: fc.constantFrom("null" as const, "empty" as const),
    replaceResultWord: fc.constantFrom("REPLACE" as const, "RESET" as const),
  })
  .map(knowable);

/**
 * Leaves out what nobody could find out: a running task that shows nowhere, on a service that takes a second one, and a
 * task that shows only in ECS, which names the new key pair before the task has succeeded.
 */
function knowable(all: QuirksPatch): QuirksPatch {
  if (all.runningListOmits === true) {
    return { ...all, secondTask: "refuse", keyNameChanges: "atEnd" };
  }
  return all.keyNameChanges === "atStart" ? { ...all, runningListDelayMs: 0 } : all;
}

const script: fc.Arbitrary<Course> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Course>({ outcome: "fail", durationMs: 20, errorMessage: "Login failed" }) },
  { weight: 2, arbitrary: fc.constant<Course>({ outcome: "succeed", durationMs: 700 }) },
  { weight: 1, arbitrary: fc.constant<Course>({ outcome: "fail", durationMs: 700 }) },
  { weight: 2, arbitrary: fc.constant<Course>({ outcome: "vanish", durationMs: 20 }) },
  { weight: 1, arbitrary: fc.constant<Course>({ outcome: "hang" }) },
  {
    weight: 2,
    arbitrary: fc.record<Course>({
      outcome: fc.constantFrom("succeed" as const, "fail" as const),
      durationMs: fc.constantFrom(0, 60),
      statuses: fc.constantFrom(["PAUSED_BIND", "", "RUNNING_BIND"], ["running"], ["READY_RESET", "half-done"]),
    }),
  },
);

const change = (goal: Goal): fc.Arbitrary<Change> =>
  fc.record({
    goal: fc.constant(goal),
    script: fc.option(script, { freq: 2, nil: undefined }),
    calls: fc.array(
      fc.record({ timeoutMs: fc.constantFrom(250, 1_500), faults: fc.array(wireFault, { maxLength: 4 }) }),
      { minLength: 1, maxLength: 2 },
    ),
  });

export const bindingHistory: fc.Arbitrary<BindingHistory> = fc.record({
  power: fc.constantFrom("ACTIVE" as const, "ACTIVE" as const, "SHUTOFF" as const),
  quirks,
  changes: fc
    .constantFrom<Goal[]>(["kp-a"], ["kp-a", "kp-b"], ["kp-a", "unbind"], ["kp-a", "kp-b", "unbind"])
    .chain((goals) => fc.tuple(...goals.map(change))),
});
