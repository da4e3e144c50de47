import type { BindRequest } from "../binding/bindRequest";
import { bindKeyPair } from "../binding/bindKeyPair";
import type { UnbindRequest } from "../binding/unbindRequest";
import { STILL_DECLARED, unbindKeyPair } from "../binding/unbindKeyPair";
import { UnbindRefused } from "../binding/unbindRefused";
import { UnbindUnfinishedError } from "../binding/unbindUnfinished";
import type { BindingRecord } from "../../model/bindingRecord";
import { likelyCauses } from "../../diagnostics/likelyCauses";
import { adviceFor } from "../../diagnostics/serviceCodes";
import type { StepContext } from "../step/stepContext";
import type { FleetEnd } from "./fleetEnd";
import { reasonOf } from "./reasonOf";

/** Binds one server of a fleet, as a single binding would. Never rejects: a refusal is an end like others. */
export async function bindServer(request: BindRequest, context: StepContext): Promise<FleetEnd> {
  try {
    const bound = await bindKeyPair(request, context);
    if (bound.end === "refused") {
      const settled = bound.record;
      return isOver(context) ? { end: "notBegun", settled } : { ...refused(bound.error, request.serverId), settled };
    }
    const { record } = bound;
    if (bound.end === "otherKey") {
      return refused(new Error(bound.report), request.serverId, record);
    }
    return bound.end === "failed"
      ? failedTask(record, bound.report, request.serverId)
      : { ...bound, serverName: record.failure?.serverName };
  } catch (error) {
    return notTried(error, request.serverId, context);
  }
}

/** The end of a server that nothing was posted to for an error, unless the fleet's time is over. */
export function notTried(error: unknown, serverId: string, context: StepContext): FleetEnd {
  return isOver(context) ? { end: "notBegun" } : refused(error, serverId);
}

/**
 * Lets one server of a fleet go, as the delete of a single binding would, unless another resource has it by now: that
 * may have been declared meanwhile. Never rejects.
 */
export async function letServerGo(request: UnbindRequest, context: StepContext): Promise<FleetEnd> {
  try {
    if (await request.isStillDeclared()) {
      context.notice(STILL_DECLARED);
    } else {
      await unbindKeyPair(request, context);
    }
    return { end: "letGo" };
  } catch (error) {
    if (error instanceof UnbindUnfinishedError) {
      return refused(error, request.serverId, error.record);
    }
    const { refusal, record: settled } = error instanceof UnbindRefused ? error : { refusal: error };
    return isOver(context) ? { end: "notBegun", settled } : { ...refused(refusal, request.serverId), settled };
  }
}

/** Once the fleet's time is over, what keeps a server from being posted to is just that. */
function isOver({ signal, deadlineMs, monotonicMs }: StepContext): boolean {
  return signal?.aborted === true || monotonicMs() >= deadlineMs;
}

/** What the record does not say of the failure, the report does: why no reason is known, or what became of a task that was lost. */
function failedTask(record: BindingRecord, report: string, serverId: string): FleetEnd {
  const told = reasonOf(new Error(report), serverId);
  const { failure, operation = "BIND" } = record;
  if (failure === undefined) {
    const { reason, serverName, next } = told;
    return { end: "failed", record, failure: { message: reason }, serverName, next };
  }
  const { code, message, match, serverName } = failure;
  const online = operation !== "RESET";
  return {
    end: "failed",
    record,
    failure: { message: message || told.reason, code, match: match === "probable" ? match : undefined },
    serverName,
    next: adviceFor(code)?.next ?? `look whether ${likelyCauses(operation, online).slice(0, 2).join("; or ")}`,
  };
}

/** @param posted the record of a change that was posted all the same */
function refused(error: unknown, serverId: string, posted?: BindingRecord): Extract<FleetEnd, { end: "failed" }> {
  const { reason, code, serverName, next } = reasonOf(error, serverId);
  return {
    end: "failed",
    record: posted,
    failure: { message: reason, code, ...(posted === undefined ? { refused: true } : {}) },
    serverName,
    next,
  };
}
