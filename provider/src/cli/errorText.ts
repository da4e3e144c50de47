import { errorText as toldError } from "../diagnostics/errors/diagnose";
import { Exit } from "../diagnostics/exit";
import type { KnownSecrets } from "../diagnostics/secrets/knownSecrets";
import { commandSpeaker } from "../diagnostics/speaker";

/** An error as the person at the command line reads it. */
export function errorText(error: unknown, secrets: KnownSecrets): string {
  return new Exit(secrets).text(toldError(error, undefined, commandSpeaker));
}
