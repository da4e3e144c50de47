import type { BindingRecord } from "../../model/bindingRecord";
import type { StepContext } from "../step/stepContext";
import type { SeenServer } from "./evidence";
import { leavesBound, type OtherEnd } from "./otherTask";

/**
 * Whether what ECS shows under the name of our binding is somebody else's by now: a task was seen to leave the pair on the
 * server, and the pair has another key than we had bound. A change of ours whose end nobody knows may have been that task.
 */
export async function isBoundAnew(
  record: BindingRecord,
  { server, other }: { server: SeenServer; other: OtherEnd | undefined },
  context: StepContext,
): Promise<boolean> {
  const { boundKeyPairName: ours, attempt, made } = record;
  const isLeft =
    ours !== undefined &&
    other !== undefined &&
    server.known === true &&
    server.keyPairName === ours &&
    attempt?.keyPairName !== ours &&
    leavesBound(other, ours);
  if (!isLeft) {
    return false;
  }
  const pair = await context.keyPairLookUps.find(ours, undefined, context).catch(() => "unreadable");
  return typeof pair === "string" || made?.fingerprint === undefined || pair.fingerprint !== made.fingerprint;
}
