import type { BindingRecord } from "../../model/bindingRecord";
import { followTask } from "./followTask";
import { confirmed } from "./bindingRecord";
import { lookUpKeyPair } from "../step/lookUpKeyPair";
import { resumedTask } from "./resumeBind";
import type { StepContext } from "../step/stepContext";
import type { UnbindRequest } from "./unbindRequest";
import { UnfinishedError } from "../step/unfinishedError";

/**
 * Before a binding goes: waits for a task of ours that is still pending, so that nothing is decided while it runs.
 * Returns the record as its end leaves it. Throws UnfinishedError when the task has not ended by the deadline.
 */
export async function settleAttempt(
  request: Pick<UnbindRequest, "serverId" | "auths" | "record">,
  context: StepContext,
): Promise<BindingRecord> {
  const { record } = request;
  const { attempt } = record;
  if (record.phase !== "waiting" || attempt === undefined) {
    return record;
  }
  const end = await followTask(resumedTask(request, record, attempt, context), context, { giveUpWhenUnknown: true });
  switch (end.end) {
    case "success": {
      const pair = await lookUpKeyPair(attempt.keyPairName, context);
      const publicKey = typeof pair === "string" ? undefined : pair.publicKey;
      const key = { keyPairName: attempt.keyPairName, fingerprint: undefined, publicKey };
      return confirmed(record, key, { ...end, byOurTask: true, verified: false });
    }
    case "unfinished":
      throw new UnfinishedError(end.report);
    case "failed":
    case "unknown":
      return record;
  }
}
