import type { BindingRecord } from "../../model/bindingRecord";
import type { StepContext } from "../step/stepContext";
import { ECS_LATE_MS } from "./evidence";
import type { ServerFacts } from "./serverFacts";

type Ended = Pick<BindingRecord, "phase" | "verified" | "finishedAt" | "boundKeyPairName">;

/** A change on record that ended a moment ago and that ECS was not seen to show; `untilMs` is monotonic. */
export function recordedChange(record: Ended, context: StepContext): { name: string; untilMs: number } | undefined {
  const { phase, verified, finishedAt, boundKeyPairName } = record;
  const unbound = phase === "unbound" && boundKeyPairName === undefined;
  const name = unbound ? "" : phase === "bound" ? boundKeyPairName : undefined;
  if (verified !== false || finishedAt === undefined || name === undefined) {
    return undefined;
  }
  const endedAgoMs = context.cloud.serviceNow() - Date.parse(finishedAt);
  const untilMs = context.monotonicMs() - endedAgoMs + ECS_LATE_MS * context.timeScale;
  return { name, untilMs };
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
