/** A name or id that was given cannot be asked for. */
export class InvalidIdError extends Error {
  override readonly name = "InvalidIdError";
  /** What the value was to be, such as `task id`. */
  readonly what: string;
  /** The value, cut and safe to show. */
  readonly shown: string;

  constructor(what: string, shown: string) {
    super(`${what} ${shown} is not valid: letters, digits, "_", "-" and "." are.`);
    this.what = what;
    this.shown = shown;
  }
}
