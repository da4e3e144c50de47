import { isServiceError } from "./serviceError";
import { isTransportError } from "./transportError";

/**
 * Whether a request that ended with this error may still have been carried out. Certainly not: it was never sent
 * (DNS, refused connection, TLS handshake) or it was answered below 500 (a refusal, a throttle, a 2xx that says FAILED).
 * Everything else, also an error of unknown origin, may have been.
 */
export function mayHaveBeenAccepted(error: unknown): boolean {
  return !(isServiceError(error) || isTransportError(error)) || error.accepted !== "no";
}
