import { isServiceError } from "./serviceError";
import type { ServiceError } from "./serviceError";
import { unlessAborted } from "./unlessAborted";

/**
 * Keeps a wrong credential from being tried again and again: five wrong attempts lock an access key for minutes. The first
 * request of a credential goes alone; once one was refused, every other one fails with the same error, unsent.
 */
export class CredentialGate {
  #trusted = false;
  #refusal: ServiceError | undefined;
  #probe: Promise<void> | undefined;

  /** Runs `attempt` when it may go. Rejects with the signal's reason when it aborts while waiting. */
  async run<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
    while (!this.#trusted && this.#refusal === undefined && this.#probe !== undefined) {
      await unlessAborted(this.#probe, signal);
    }
    if (this.#refusal !== undefined) {
      throw this.#refusal;
    }
    if (this.#trusted) {
      return this.#observed(attempt);
    }
    const result = this.#observed(attempt);
    const probe = result.then(
      () => undefined,
      () => undefined,
    );
    this.#probe = probe;
    try {
      return await result;
    } finally {
      this.#probe = undefined;
    }
  }

  async #observed<T>(attempt: () => Promise<T>): Promise<T> {
    try {
      const result = await attempt();
      this.#trusted = true;
      return result;
    } catch (error) {
      if (isServiceError(error)) {
        this.#learn(error);
      }
      throw error;
    }
  }

  #learn(error: ServiceError): void {
    if (refusesCredential(error)) {
      this.#refusal ??= error;
    } else if (error.status < 500 && error.status !== 429) {
      this.#trusted = true;
    }
  }
}

/** Whether the answer is about who we are, not about what we may do. */
export function refusesCredential(error: ServiceError): boolean {
  return error.status === 401 || /^APIGW?\.030[13]$/.test(error.code ?? "");
}
