import { isServiceError } from "../transport/serviceError";
import type { ServiceError } from "../transport/serviceError";

/** Codes by which KPS says "there is none" with status 400. */
const missingCodes = new Set(["KPS.4016", "KPS.6004", "KPS.0005"]);

/** The service itself says that what was asked for does not exist. A 404 of the gateway (no such API) is not that. */
export function isNotFound(error: unknown): error is ServiceError {
  return isServiceError(error) && saysMissing(error);
}

/** ECS itself says that there is no such server: a 404 with a code of its own or nova's `itemNotFound`. */
export function isServerNotFound(error: unknown): error is ServiceError {
  return (
    isServiceError(error) &&
    error.service === "ECS" &&
    error.status === 404 &&
    (/^Ecs\./i.test(error.code ?? "") || error.code === "itemNotFound")
  );
}

/** KPS does not know the task: 404, or 400 with the code for an illegal task id. */
export function isUnknownTask(error: unknown): error is ServiceError {
  return (
    isServiceError(error) &&
    error.operation === "ListKeypairTask" &&
    (saysMissing(error) || (error.status === 400 && error.code === "KPS.0001"))
  );
}

/** The credential is known and may not do this. */
export function isPermissionDenied(error: unknown): error is ServiceError {
  return isServiceError(error) && error.status === 403;
}

function saysMissing(error: ServiceError): boolean {
  const fromGateway = /^APIG/i.test(error.code ?? "");
  return !fromGateway && (error.status === 404 || (error.status === 400 && missingCodes.has(error.code ?? "")));
}
