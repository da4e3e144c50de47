import { isServiceError } from "../transport/serviceError";
import type { ServiceError } from "../transport/serviceError";
import { isTransportError } from "../transport/transportError";

/** KPS itself says that there is no such key pair, or none that this user may see. */
export function isKeyPairNotFound(error: unknown): error is ServiceError {
  return isOwnWord(error, "KPS", ["KPS.4016", "KPS.6004"]);
}

/** KPS itself says that it does not host the private key of the pair. */
export function isNotHosted(error: unknown): error is ServiceError {
  return isOwnWord(error, "KPS", ["KPS.6005"]);
}

/** KPS itself says that there is no such record of a failed task. */
export function isFailedTaskNotFound(error: unknown): error is ServiceError {
  return isOwnWord(error, "KPS", ["KPS.0005"]);
}

/** ECS itself says that there is no such server. */
export function isServerNotFound(error: unknown): error is ServiceError {
  return isOwnWord(error, "ECS", ["Ecs.0114"]);
}

const UNKNOWN_TASK = "KPS.0001";

/** Whether a code is that by which KPS says that it does not know a task. */
export function isUnknownTaskCode(code: string): boolean {
  return isSameCode(code, UNKNOWN_TASK);
}

/** KPS itself says that it does not know the task. */
export function isUnknownTask(error: unknown): error is ServiceError {
  return isOwnWord(error, "KPS", [UNKNOWN_TASK]) && error.operation === "ListKeypairTask";
}

/**
 * A 404 that anybody may have written: empty, a page, a gateway's or a proxy's. Of a thing that was asked for by its name
 * it says nothing certain.
 */
export function isBareNotFound(error: unknown): error is ServiceError {
  return isServiceError(error) && error.status === 404 && !/^(?:KPS|Ecs|DMS)\./i.test(error.code ?? "");
}

/** An answer to a request for a task that says nothing of it: a bare 404, or a 2xx that is empty. */
export function saysNothingOfTask(error: unknown): boolean {
  return isBareNotFound(error) || (isTransportError(error) && error.kind === "empty");
}

/** The credential is known and may not do this. */
export function isPermissionDenied(error: unknown): error is ServiceError {
  return isServiceError(error) && error.status === 403;
}

/** Codes are the same whatever the case of their letters. */
function isSameCode(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isOwnWord(error: unknown, service: string, codes: readonly string[]): error is ServiceError {
  return (
    isServiceError(error) &&
    error.service === service &&
    (error.status === 400 || error.status === 404) &&
    codes.some((code) => isSameCode(code, error.code ?? ""))
  );
}
