import type { BindingRecord } from "../../model/bindingRecord";
import type { StepContext } from "../step/stepContext";
import { ECS_LATE_MS } from "./evidence";
import { recordedChange } from "./recordedChange";
import type { UnbindRequest } from "./unbindRequest";

/** What ECS need not show: whoever deletes the key pair after its binding would not see that a server has it. */
export function noteUnshown(
  { serverId, record }: Pick<UnbindRequest, "serverId" | "record">,
  context: StepContext,
): void {
  const unshown = unshownOf(record, context);
  if (unshown !== undefined && unshown.name !== "") {
    const { name, untilMs } = unshown;
    context.unshownKeyPairs.note(serverId, { keyPairName: name, untilMs, before: record.attempt?.before });
  }
}

function unshownOf(record: BindingRecord, context: StepContext): { name: string; untilMs: number } | undefined {
  const { phase, attempt, failure } = record;
  if (attempt === undefined || attempt.operation === "UNBIND" || (phase !== "waiting" && phase !== "failed")) {
    return recordedChange(record, context);
  }
  if (phase === "waiting" || failure === undefined) {
    return { name: attempt.keyPairName, untilMs: context.monotonicMs() + ECS_LATE_MS * context.timeScale };
  }
  // A replacement that has failed may have put the new key there all the same, under the old name.
  return attempt.operation === "BIND" ? undefined : { name: attempt.keyPairName, untilMs: Infinity };
}
