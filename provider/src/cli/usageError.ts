/** The command was called with something it cannot work with; ends with status 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
