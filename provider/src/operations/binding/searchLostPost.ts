import type { FailedTask, RunningTask } from "../../client/kps/taskRecord";
import { lookAtServer } from "./lookAtServer";
import { runningTaskOf } from "./runningTask";
import type { StepContext } from "../step/stepContext";

/** How long traces of a POST without a usable answer are looked for, and how often, in ms. */
const PATIENCE_MS = 30_000;
const PACE_MS = 2_000;
/** The service's clock is known to about a second only (its Date header). */
const CLOCK_TOLERANCE_MS = 2_000;

/** A POST that may have been accepted although no usable answer came. */
export interface LostPost {
  serverId: string;
  keyPairName: string;
  /** Just before it was sent, by the service's clock (ms since 1970). */
  postedAtServiceMs: number;
  /** The key pair ECS should have on record once it was carried out; undefined for none. */
  expected: string | undefined;
  /** ECS had something else on record before the POST, so that it can tell. */
  ecsCanTell: boolean;
  verify: "auto" | "none";
}

/** What a lost POST left behind. */
export type Trace =
  | { found: "running"; task: RunningTask }
  | { found: "failed"; task: FailedTask }
  | { found: "carriedOut" }
  | { found: "nothing" };

/**
 * Finds out whether a POST was accepted before anything is posted again: looks at running tasks, failed tasks and ECS
 * until something shows or 30 s have passed since the first look that got answers. Errors in between are waited out.
 * Throws the last error when no look got an answer before the deadline.
 */
export async function searchLostPost(post: LostPost, context: StepContext): Promise<Trace> {
  let until: number | undefined;
  let lastError: unknown;
  for (;;) {
    const lookedAtMs = context.monotonicMs();
    try {
      const trace = await lookOnce(post, context);
      if (trace.found !== "nothing") {
        return trace;
      }
      until ??= lookedAtMs + PATIENCE_MS * context.timeScale;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    // A look counts by when it was begun: a slow one saw how things were then.
    if (until !== undefined && lookedAtMs >= until && lastError === undefined) {
      return { found: "nothing" };
    }
    if (context.monotonicMs() >= context.deadlineMs || context.signal?.aborted === true) {
      throw new Error("the deadline passed while it was still unknown whether the request was accepted", {
        cause: lastError,
      });
    }
    await context.sleep(PACE_MS * context.timeScale, context.signal);
  }
}

async function lookOnce(post: LostPost, context: StepContext): Promise<Trace> {
  const now = context.monotonicMs();
  const running = await runningTaskOf(post.serverId, context, now);
  if (running !== undefined) {
    return { found: "running", task: running };
  }
  const failed = await context.watcher.failedTasks({
    sentAfterMs: now,
    deadlineMs: context.deadlineMs,
    signal: context.signal,
  });
  const [only, ...others] = failed.tasks.filter((task) => isNewRecord(task, post));
  if (only !== undefined && others.length === 0) {
    return { found: "failed", task: only };
  }
  const server = await lookAtServer(post.serverId, post.verify, context);
  const carriedOut = post.ecsCanTell && server.known === true && server.keyPairName === post.expected;
  return { found: carriedOut ? "carriedOut" : "nothing" };
}

function isNewRecord(task: FailedTask, post: LostPost): boolean {
  return (
    task.serverId === post.serverId &&
    task.keyPairName === post.keyPairName &&
    task.taskTime >= post.postedAtServiceMs - CLOCK_TOLERANCE_MS
  );
}
