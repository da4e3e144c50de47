import { isBareNotFound } from "../../client/apiErrors";
import { isServiceError, type ServiceError } from "../../transport/serviceError";
import { refusesCredential } from "../../transport/credentialGate";
import { isTransportError } from "../../transport/transportError";
import type { Finding } from "./finding";
import type { ReadProbe } from "./readProbes";

/** What a probe came to: an answer (any will do), or the error it ended with. */
export interface ProbeEnd {
  readonly probe: ReadProbe;
  readonly tookMs: number;
  readonly error?: unknown;
}

/** Whether the credential itself was refused: then nothing else is worth asking. */
export function isCredentialRefusal(error: unknown): error is ServiceError {
  return isServiceError(error) && refusesCredential(error);
}

/** Whether anything answered at all. */
export function isAnswer(end: ProbeEnd): boolean {
  return end.error === undefined || (isServiceError(end.error) && end.error.status < 500);
}

/** What a probe says of its permission. */
export function judgePermission({ probe, error }: ProbeEnd): Finding {
  const finding = { check: "permission", action: probe.action };
  const allowed: Finding = { ...finding, result: "ok", seen: `${probe.operation} is allowed` };
  if (error === undefined) {
    return allowed;
  }
  if (!isServiceError(error)) {
    return { ...finding, result: "untested", seen: `${probe.operation}: no answer` };
  }
  if (error.status === 403) {
    return {
      ...finding,
      result: optional(probe) ? "warning" : "problem",
      seen: `${probe.operation} is not allowed (${answerOf(error)}): ${probe.without}`,
      next: `grant ${probe.action} to the IAM user or agency`,
    };
  }
  if (error.status === 429 || error.status >= 500 || refusesCredential(error) || isForeign(error)) {
    return { ...finding, result: "untested", seen: `${probe.operation}: no telling (${answerOf(error)})` };
  }
  if (/^APIG/i.test(error.code ?? "")) {
    return {
      ...finding,
      result: optional(probe) ? "warning" : "problem",
      seen: `the gateway knows no such API (${answerOf(error)})`,
      next: `check region and endpoint: ${probe.service} may not be offered there`,
    };
  }
  return allowed;
}

/** What a service's first probe says of its endpoint. */
export function judgeEndpoint(end: ProbeEnd, baseUrl: string): Finding {
  const check = `endpoint ${end.probe.service}`;
  if (isServiceError(end.error) && isForeign(end.error)) {
    return {
      check,
      result: optional(end.probe) ? "warning" : "problem",
      seen: `${baseUrl} answered ${answerOf(end.error)}, which are not the words of ${end.probe.service}`,
      next: "check --endpoint, and whether a proxy or a gateway answers in its place",
    };
  }
  if (isAnswer(end)) {
    return { check, result: "ok", seen: `${baseUrl} answered in ${Math.round(end.tookMs)} ms` };
  }
  const result = optional(end.probe) ? "warning" : "problem";
  if (isServiceError(end.error)) {
    return {
      check,
      result,
      seen: `${baseUrl} answered ${answerOf(end.error)}`,
      next: "try again in a few minutes; if it keeps failing, give the request id to Huawei Cloud support",
    };
  }
  const network = "check the network, the proxy (HTTPS_PROXY, NO_PROXY) and --endpoint";
  const name = isTransportError(end.error) && end.error.kind === "dns";
  return {
    check,
    result,
    seen: `${baseUrl}: ${messageOf(end.error)}`,
    next: name ? "check --region; the host name is made of it" : network,
  };
}

/** A 404 that anybody on the way may have written. The gateway of the services, and IAM, have codes of their own. */
function isForeign(error: ServiceError): boolean {
  return isBareNotFound(error) && !/^(?:APIG|IAM)/i.test(error.code ?? "");
}

function optional(probe: ReadProbe): boolean {
  return probe.service === "DMS" || probe.service === "IAM";
}

/** Status, code, message and request id of an answer. */
export function answerOf(error: ServiceError): string {
  const id = error.requestId === undefined ? undefined : `request id ${error.requestId}`;
  return [`${error.status}`, error.code, error.serviceMessage, id].filter(Boolean).join(" ");
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "an unknown error";
}
