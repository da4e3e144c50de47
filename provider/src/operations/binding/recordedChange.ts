import type { BindingRecord } from "../../model/bindingRecord";
import type { StepContext } from "../step/stepContext";
import { ECS_LATE_MS } from "./evidence";
import type { ServerFacts } from "./serverFacts";

type Ended = Pick<BindingRecord, "phase" | "verified" | "finishedAt" | "boundKeyPairName" | "seenUnboundAt">;
type Change = { name: string; untilMs: number };

/**
 * A change on record that ended a moment ago and that ECS was not seen to show, ours or one that we have seen others make;
 * `untilMs` is monotonic.
 */
export function recordedChange(record: Ended, context: StepContext): Change | undefined {
  const { seenUnboundAt } = record;
  return seenUnboundAt === undefined ? ownChange(record, context) : endedAt(seenUnboundAt, "", context);
}

function ownChange(record: Ended, context: StepContext): Change | undefined {
  const { phase, verified, finishedAt, boundKeyPairName } = record;
  const unbound = phase === "unbound" && boundKeyPairName === undefined;
  const name = unbound ? "" : phase === "bound" ? boundKeyPairName : undefined;
  if (verified !== false || finishedAt === undefined || name === undefined) {
    return undefined;
  }
  return endedAt(finishedAt, name, context);
}

function endedAt(time: string, name: string, context: StepContext): Change {
  const endedAgoMs = context.cloud.serviceNow() - Date.parse(time);
  return { name, untilMs: context.monotonicMs() - endedAgoMs + ECS_LATE_MS * context.timeScale };
}

/** Whether ECS, which was asked just now, may show another key pair than the record only because it is behind. */
export function isBehindRecord(server: ServerFacts, record: Ended, context: StepContext): boolean {
  const recorded = recordedChange(record, context);
  return (
    recorded !== undefined &&
    server.known === true &&
    (server.keyPairName ?? "") !== recorded.name &&
    context.monotonicMs() < recorded.untilMs
  );
}
