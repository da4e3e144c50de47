import type { TaskView } from "../emulator/src/index";
import { LONGEST_STALE_MS, type BindingHistory, type Change } from "./bindingHistory";
import { callViolations, openTasks, postViolations, standsAsDeclared } from "./judge";
import { HistoryStage, type Ending } from "./historyStage";
import { leaks } from "./leaks";
import { LONGEST_DELAY_MS, losesAnswers } from "./wireFaults";

/** Longer than any task of a history but one that vanishes, in ms. */
const CALM_TIMEOUT_MS = 2_500;
const MOST_CALM_CALLS = 8;

/** Plays a history; returns what was wrong, as sentences. */
export async function playHistory(history: BindingHistory): Promise<string[]> {
  const stage = await HistoryStage.open(history);
  const told: string[] = [];
  try {
    for (const [index, change] of history.changes.entries()) {
      const { violations, stuck } = await carryOut(stage, change);
      told.push(...violations.map((violation) => `change ${index + 1} (${change.goal}): ${violation}`));
      if (stuck || violations.length > 0) {
        break;
      }
    }
    told.push(...leaks(stage.requests.map(({ path }) => path).join("\n"), stage.secrets, "a URL"));
    return told;
  } finally {
    await stage.close();
  }
}

/** Calls until the change is carried out. `stuck`: its task runs for ever, so that nothing can follow. */
async function carryOut(stage: HistoryStage, change: Change): Promise<{ violations: string[]; stuck: boolean }> {
  const before = stage.state.tasks.length;
  const violations: string[] = [];
  const call = async (timeoutMs: number, answersLost: boolean): Promise<Ending> => {
    const known = stage.state.tasks.length;
    const ending = await stage.call(change.goal, timeoutMs);
    if (ending.end === "refused") {
      // A request that was given up at the deadline may still be on its way, and be carried out when it arrives.
      await new Promise((resolve) => setTimeout(resolve, LONGEST_DELAY_MS + 30));
    }
    const facts = { goal: change.goal, timeoutMs, answersLost, known, before };
    violations.push(...callViolations(stage, ending, facts));
    if (ending.end === "refused" && stage.state.tasks.length > known) {
      await ecsHasHeard(stage);
    }
    return ending;
  };
  if (change.script !== undefined) {
    stage.script(change.script);
  }
  let done = false;
  let last = "";
  for (const disturbed of change.calls) {
    stage.disturb(disturbed);
    done ||= (await call(disturbed.timeoutMs, disturbed.faults.some(losesAnswers))).end === "done";
  }
  stage.calm();
  const hangs = (): boolean => change.script?.outcome === "hang" && openTasks(stage).length > 0;
  if (hangs()) {
    await call(200, false);
  }
  for (let round = 0; !done && !hangs() && violations.length === 0; round += 1) {
    if (round === MOST_CALM_CALLS) {
      violations.push(`not carried out after ${MOST_CALM_CALLS} calm calls; the last one: ${last}`);
    }
    await nothingRuns(stage);
    const ending = await call(CALM_TIMEOUT_MS, false);
    done = ending.end === "done";
    last = ending.end !== "done" && ending.error instanceof Error ? ending.error.message : "";
  }
  violations.push(...postViolations(tasksSince(stage, before)));
  if (done && violations.length === 0 && !standsAsDeclared(stage, change.goal)) {
    violations.push(`the server ends with ${JSON.stringify(stage.state.servers)}`);
  }
  return { violations, stuck: hangs() };
}

function tasksSince(stage: HistoryStage, before: number): TaskView[] {
  return stage.state.tasks.slice(before);
}

/** A calm call may come while a task still runs; most come later, so that few calls carry out the change. */
async function nothingRuns(stage: HistoryStage): Promise<void> {
  const until = performance.now() + 1_500;
  while (openTasks(stage).length > 0 && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Who has no record of a task learns of it from the running list, and once it has ended from ECS alone. */
async function ecsHasHeard(stage: HistoryStage): Promise<void> {
  await nothingRuns(stage);
  await new Promise((resolve) => setTimeout(resolve, 2 * LONGEST_STALE_MS));
}
