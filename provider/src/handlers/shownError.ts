import { errorText } from "../diagnostics/errors/diagnose";
import type { Exit } from "../diagnostics/exit";
import { resourceSpeaker } from "../diagnostics/speaker";
import { PartialCreation } from "./partialCreation";

/**
 * An error as the person sees it. For read, delete, check and diff the host prints the error and its stack a second
 * time under the stack's own row: one short pointer line each keeps that readable.
 */
class ShownError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.stack = "(see the diagnostics of the resource)";
  }

  override toString(): string {
    return "pulumi-huaweicloud-kps";
  }
}

/** Whatever was thrown, as an Error with a message; a partial creation stays what it is. */
export function shownError(error: unknown, attempted: string, exit: Exit): Error {
  if (error instanceof PartialCreation || error instanceof ShownError) {
    return error;
  }
  return new ShownError(exit.text(errorText(error, attempted, resourceSpeaker)), error);
}
