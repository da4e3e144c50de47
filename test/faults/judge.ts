import { inspect } from "node:util";
import type { TaskView } from "../emulator/src/index";
import type { Goal } from "./bindingHistory";
import type { Ending, HistoryStage } from "./historyStage";
import { leaks } from "./leaks";

/** What a call was made with. `known` and `before`: tasks there were when it began, and when its change began. */
export interface CallFacts {
  readonly goal: Goal;
  readonly timeoutMs: number;
  /** An answer to a POST may have been lost. */
  readonly answersLost: boolean;
  readonly known: number;
  readonly before: number;
}

/** So much later than its deadline a call may end, in ms. */
const GRACE_MS = 2_000;

/** What was wrong with the way a call ended, right after it has. */
export function callViolations(stage: HistoryStage, ending: Ending, facts: CallFacts): string[] {
  const { goal, timeoutMs } = facts;
  const told: string[] = [];
  if (ending.tookMs > timeoutMs + GRACE_MS) {
    told.push(`ended ${Math.round(ending.tookMs - timeoutMs)} ms after its deadline`);
  }
  if (ending.end === "done") {
    told.push(...(standsAsDeclared(stage, goal) ? [] : [`resolved, but the server has ${serverText(stage)}`]));
    told.push(...openTasks(stage).map((task) => `resolved while ${taskText(task)} was open`));
  } else {
    told.push(...leaks(shownText(ending), stage.secrets, "an error"));
  }
  if (ending.end === "kept") {
    told.push(...keptViolations(stage, ending, facts));
  }
  const posted = stage.state.tasks.slice(facts.known);
  // At its deadline a call gives up the request that is on its way.
  const answersLost = facts.answersLost || ending.tookMs >= timeoutMs;
  if (!answersLost && posted.length > 1) {
    told.push(`posted ${posted.length} times in one call: ${posted.map(taskText).join("; ")}`);
  }
  if (ending.end === "refused" && goal !== "unbind" && !answersLost && posted.length > 0) {
    told.push(`forgot ${posted.map(taskText).join("; ")}: ${inspect(ending.error, { depth: 4 })}`);
  }
  return told;
}

/** Two accepted POSTs for one change are right only if the earlier one came to nothing before the later one was sent. */
export function postViolations(tasks: readonly TaskView[]): string[] {
  return tasks.slice(1).flatMap((task, index) => {
    const earlier = tasks[index];
    const over = earlier !== undefined && cameToNothing(earlier) && (earlier.endedAt ?? Infinity) <= task.startedAt;
    return over || earlier === undefined ? [] : [`posted again: ${taskText(earlier)}, then ${taskText(task)}`];
  });
}

/** Whether just the key that was asked for opens the server. */
export function standsAsDeclared(stage: HistoryStage, goal: Goal): boolean {
  const expected = goal === "unbind" ? [] : [stage.publicKeyOf(goal)];
  return JSON.stringify(stage.state.servers[0]?.authorizedKeys) === JSON.stringify(expected);
}

/** Tasks that have not ended. */
export function openTasks(stage: HistoryStage): TaskView[] {
  return stage.state.tasks.filter((task) => task.endedAt === undefined);
}

function keptViolations(stage: HistoryStage, ending: Extract<Ending, { end: "kept" }>, facts: CallFacts): string[] {
  const { phase, attempt } = ending.outputs;
  const taskId = (attempt as { taskId?: string } | undefined)?.taskId;
  const { tasks } = stage.state;
  if (phase === "failed") {
    const task = tasks.find((one) => one.taskId === taskId);
    const failed = task === undefined ? tasks.filter((one) => one.keyPairName === facts.goal) : [task];
    return failed.some((one) => one.taskStatus.startsWith("FAILED"))
      ? []
      : [`called failed what is ${tasks.map(taskText).join("; ")}`];
  }
  if (phase !== "waiting") {
    return [`kept in phase ${String(phase)}`];
  }
  if (!tasks.some((one) => one.taskId === taskId)) {
    return [`waits for task ${String(taskId)}, which nobody knows`];
  }
  const early = ending.tookMs < facts.timeoutMs - 100 && !tasks.some(({ vanished }) => vanished === true);
  return early
    ? [`stopped waiting after ${Math.round(ending.tookMs)} of ${facts.timeoutMs} ms: ${text(ending.error)}`]
    : [];
}

function cameToNothing(task: TaskView): boolean {
  return task.vanished === true || task.taskStatus.startsWith("FAILED");
}

function taskText(task: TaskView): string {
  const end = task.endedAt === undefined ? "open" : `ended ${Math.round(task.endedAt)}`;
  const vanished = task.vanished === true ? ", vanished" : "";
  return `${task.operation} ${task.keyPairName} ${task.taskStatus} (from ${Math.round(task.startedAt)}, ${end}${vanished})`;
}

function serverText(stage: HistoryStage): string {
  return `${JSON.stringify(stage.state.servers[0])} after ${stage.state.tasks.map(taskText).join("; ")}`;
}

/** All that an error shows of itself and of its causes. Properties under `auth` are the program's own secrets. */
function shownText(ending: Exclude<Ending, { end: "done" }>): string {
  const { error } = ending;
  const own = ending.end === "kept" ? { ...ending.outputs, auth: undefined } : {};
  const thrown =
    error instanceof Error
      ? Object.assign(new Error(error.message, { cause: error.cause }), error, { properties: own })
      : error;
  return `${inspect(thrown, { depth: 8, showHidden: true })}\n${text(error)}`;
}

function text(error: unknown): string {
  return error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
}
