import { report } from "../../diagnostics/report";
import type { Posted } from "./changeRound";
import { changeServer, type ChangeEnd } from "./changeServer";
import { lookAndUnbind } from "./lookAndUnbind";
import { readBackKeyPair } from "./readBack";
import { settleAttempt } from "./settleAttempt";
import type { StepContext } from "../step/stepContext";
import type { UnbindRequest } from "./unbindRequest";
import { UnfinishedError } from "../step/unfinishedError";

/**
 * Lets a server go: waits for a pending task of ours, looks, and unbinds only what the policy allows. Resolves with true
 * when a task of ours unbound it, with false when nothing was to be sent: the server is unbound or gone, bound to
 * something that is not ours, or kept on purpose (said as a notice).
 * Throws RefusedError before any POST, and UnfinishedError for an unbind that failed or has not ended.
 */
export function unbindKeyPair(request: UnbindRequest, context: StepContext): Promise<boolean> {
  return context.serverLocks.run(request.serverId, () => unbindLocked(request, context));
}

async function unbindLocked(request: UnbindRequest, context: StepContext): Promise<boolean> {
  const record = await settleAttempt(request, context);
  const change = await changeServer(request, (start) => lookAndUnbind(request, record, start, context), context);
  return change.by === "task" && (await finish(request, change, context));
}

async function finish(
  request: UnbindRequest,
  { task, end }: Extract<ChangeEnd<Posted, void>, { by: "task" }>,
  context: StepContext,
): Promise<true> {
  if (end.end === "success") {
    const back = await readBackKeyPair(request.serverId, undefined, request.verify, context);
    if (!back.verified) {
      context.notice(`unbound, but not verified: ${back.why}`);
    }
    return true;
  }
  const text =
    end.end === "unknown"
      ? report(`UNBIND of server ${request.serverId}: the service does not know task ${task.taskId}`, [
          ["next", "try again: it looks at the server first and posts only if nothing was done"],
        ])
      : end.report;
  throw new UnfinishedError(text);
}
