/** A documented refusal of a request: what the service answers instead of doing what was asked. */
export class Refusal extends Error {
  /**
   * @param status HTTP status of the answer
   * @param body the service's own error body, sent as JSON
   */
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`refused with ${status}`);
  }
}

/** A refusal in the form of KPS. */
export class KpsRefusal extends Refusal {
  /** @param reason the sentence of the answer */
  constructor(
    status: number,
    readonly code: string,
    readonly reason: string,
  ) {
    super(status, { error_code: code, error_msg: reason });
  }
}
