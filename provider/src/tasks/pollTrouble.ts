import { isServiceError } from "../transport/serviceError";
import { isTransportError } from "../transport/transportError";

/** Statuses by which a service asks for another try, below 500. */
const passing = new Set([408, 425, 429]);

/** What went wrong, in few words: `HTTP 429 APIGW.0308`, `timeout`. */
export function troubleOf(error: unknown): string {
  if (isServiceError(error)) {
    return error.code === undefined ? `HTTP ${error.status}` : `HTTP ${error.status} ${error.code}`;
  }
  if (isTransportError(error)) {
    return error.kind;
  }
  return error instanceof Error ? error.name : "unknown error";
}

/** The service has answered and means it: trying again will not help soon. */
export function isRefusal(error: unknown): boolean {
  return isServiceError(error) && error.status >= 400 && error.status < 500 && !passing.has(error.status);
}

/** What the network or the service itself may get over; anything else is a verdict. */
export function isPassing(error: unknown): boolean {
  return isTransportError(error) || (isServiceError(error) && !isRefusal(error));
}

/** The request quota is used up, by whomever: that passes, and says nothing of the service's health. */
export function isThrottled(error: unknown): boolean {
  return isServiceError(error) && error.status === 429;
}

/** The credential itself is not accepted, or no longer. */
export function isUnauthenticated(error: unknown): boolean {
  return isServiceError(error) && error.status === 401;
}

/** What the service asked for in Retry-After, in ms; 0 when it did not. */
export function retryAfterMs(error: unknown): number {
  return isServiceError(error) ? Math.max(0, error.retryAfterMs ?? 0) : 0;
}
