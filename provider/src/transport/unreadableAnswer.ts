/**
 * Thrown by the `read` of a request: a 2xx that says nothing that may be believed. It is no answer, never an empty one;
 * the request that got it may have been carried out.
 */
export class UnreadableAnswer extends Error {
  override readonly name = "UnreadableAnswer";

  /**
   * @param what what came, as the end of the sentence "was answered 200 with ..."
   * @param kind "empty" when nothing was said at all, "unreadable" for what contradicts the request or the API
   */
  constructor(
    readonly what: string,
    readonly kind: "unreadable" | "empty" = "unreadable",
  ) {
    super(what);
  }
}
