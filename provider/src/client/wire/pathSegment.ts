import { cutText } from "../../diagnostics/text/cutText";
import { visibleLine } from "../../diagnostics/text/visibleText";

/** The service's own ids and names are letters, digits, `_`, `-` and `.`; anything else could reach another resource. */
const allowed = /^[A-Za-z0-9_.-]{1,255}$/;

/** Whether a text can be one segment of a path. */
export function isPathSegment(value: string): boolean {
  return value.length <= 255 && allowed.test(value) && value !== "." && value !== "..";
}

/**
 * An identifier or name as one segment of a path.
 * @throws InvalidIdError naming what the value is for.
 */
export function pathSegment(what: string, value: string): string {
  if (!isPathSegment(value)) {
    const shown = JSON.stringify(cutText(visibleLine(value.slice(0, 400)), 80));
    throw new InvalidIdError(what, shown);
  }
  return encodeURIComponent(value);
}

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
