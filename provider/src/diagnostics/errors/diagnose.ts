import { about, rendered, type Diagnosis } from "../diagnosis";
import type { Speaker } from "../speaker";
import { enumerated } from "../text/enumerated";
import { visibleLines } from "../text/visibleText";
import { refusedCall } from "./refusedCall";
import * as known from "./facts";
import { unansweredCall } from "./unansweredCall";
import { unfinishedWait } from "./unfinishedWait";
import { unknownId } from "./unknownId";

/**
 * Whatever was thrown, as a person reads it: what was attempted, what came back, what to do. The one renderer, whoever
 * speaks. `attempted` says what the error interrupted; it is left out where that is plain, as at the command line.
 */
export function errorText(error: unknown, attempted: string | undefined, speaker: Speaker): string {
  const whole = known.isWhole(error) ? error.message : undefined;
  return whole ?? rendered(diagnosisOf(error, attempted, speaker));
}

function diagnosisOf(error: unknown, attempted: string | undefined, speaker: Speaker): Diagnosis {
  if (known.isRefusedCall(error)) {
    return refusedCall(error, attempted, speaker);
  }
  if (known.isUnansweredCall(error)) {
    return unansweredCall(error, attempted, speaker);
  }
  if (known.isUnknownId(error)) {
    return unknownId(error, attempted, speaker);
  }
  if (known.isUnfinishedWait(error)) {
    return unfinishedWait(error, attempted, speaker);
  }
  if (known.isSettingsFault(error)) {
    return {
      headline:
        attempted === undefined
          ? "a setting is missing or wrong"
          : `${attempted} was not tried: a setting is missing or wrong`,
      facts: [
        ["problem", speaker.inSettings(error.sentence)],
        ["looked at", speaker.inSettings(enumerated(error.looked, { shown: 30 }))],
      ],
      next: `correct the setting and ${speaker.again}`,
    };
  }
  if (known.isInvalidId(error)) {
    return {
      headline: about(attempted, `${error.what} ${error.shown} is not valid`),
      facts: [],
      next: 'correct it: 1 to 255 letters, digits, "_", "-" and "." are allowed, with no blank or line end before or after them',
    };
  }
  if (known.isUnreadable(error)) {
    return {
      headline: about(attempted, "what state or the program gives cannot be read"),
      facts: [
        ["problem", enumerated(error.issues.map(({ path, message }) => `${path.map(String).join(".")}: ${message}`))],
      ],
      next: "correct the input that is named; if the program does not give it, it stands in state (`pulumi stack export` shows it)",
    };
  }
  return {
    headline: attempted === undefined ? "something went wrong" : `${attempted} failed`,
    facts: [["problem", problemOf(error)]],
    next: `${speaker.again}; if it keeps failing, this is a fault of pulumi-huaweicloud-kps: report it with this text`,
  };
}

function problemOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : typeof error === "string" ? error : "";
  return visibleLines(text.slice(0, 4_000)) || "an unknown error";
}
