import type { BindingRecord } from "../model/binding";
import { followTask } from "./followTask";
import { confirmed } from "./bindingRecord";
import { lookUpKeyPair } from "./lookUpKeyPair";
import { resumedTask } from "./resumeBind";
import type { StepContext } from "./stepContext";
import { UnfinishedError } from "./unfinishedError";

/**
 * Before a binding goes: waits for a task of ours that is still pending, so that nothing is decided while it runs.
 * Returns the record as its end leaves it. Throws UnfinishedError when the task has not ended by the deadline.
 */
export async function settleAttempt(
  request: { serverId: string; record: BindingRecord },
  context: StepContext,
): Promise<BindingRecord> {
  const { record, serverId } = request;
  const { attempt } = record;
  if (record.phase !== "waiting" || attempt === undefined) {
    return record;
  }
  const end = await followTask(resumedTask(serverId, record, attempt, context), context, { giveUpWhenUnknown: true });
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
