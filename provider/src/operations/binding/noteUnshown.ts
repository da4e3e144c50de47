import type { StepContext } from "../step/stepContext";
import { ECS_LATE_MS } from "./evidence";
import { recordedChange } from "./recordedChange";
import type { UnbindRequest } from "./unbindRequest";

/** What ECS need not show yet: whoever deletes the key pair after its binding would not see that a server has it. */
export function noteUnshown(
  { serverId, record }: Pick<UnbindRequest, "serverId" | "record">,
  context: StepContext,
): void {
  const { phase, attempt } = record;
  const isOpen = phase === "waiting" && attempt !== undefined && attempt.operation !== "UNBIND";
  const unshown = isOpen
    ? { name: attempt.keyPairName, untilMs: context.monotonicMs() + ECS_LATE_MS * context.timeScale }
    : recordedChange(record, context);
  if (unshown !== undefined && unshown.name !== "") {
    context.unshownKeyPairs.note(serverId, { keyPairName: unshown.name, untilMs: unshown.untilMs });
  }
}
