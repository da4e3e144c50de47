/** Something was posted and has failed or not ended; the message is the whole report for the person. */
export class UnfinishedError extends Error {
  override readonly name = "UnfinishedError";
}
