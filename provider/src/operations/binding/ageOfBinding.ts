import { latestMoment } from "../../client/wire/epochMs";
import type { OtherEnd } from "./otherTask";

/** What dates a binding that was found, and the key pair that has its name now. Service times are ms since 1970. */
export interface BindingDates {
  /** The pair as KPS has it now; undefined when it cannot be read. */
  pair: { fingerprint: string; createTime?: number } | undefined;
  /** This run of the program has generated the key of the pair: no binding can have it yet. */
  keyIsNew: boolean;
  /** A binding is no older than its server. */
  serverCreatedAtMs: number | undefined;
  /** The fingerprint of the key that a task of this process has installed there under this name. */
  installed: string | undefined;
  /** The last task of somebody else that was seen to end. */
  other: Pick<OtherEnd, "end" | "operation" | "startedAtServiceMs"> | undefined;
}

/**
 * Whether a binding that was found is younger than the key pair that has its name now, so that its key is the key of that
 * pair: a pair made anew keeps its name, and servers keep the key of the one before. Pure.
 *
 * Where this run has generated the key, only a task that was seen can have bound it: everything else is older.
 */
export function ageOfBinding({
  pair,
  keyIsNew,
  serverCreatedAtMs,
  installed,
  other,
}: BindingDates): "older" | "younger" | "unknown" {
  if (pair !== undefined && installed !== undefined) {
    return installed === pair.fingerprint ? "younger" : "older";
  }
  const madeAtMs = pair?.createTime === undefined ? undefined : latestMoment(pair.createTime);
  const boundSinceMs = [
    serverCreatedAtMs,
    other?.end === "success" && other.operation !== "UNBIND" ? other.startedAtServiceMs : undefined,
  ];
  if (madeAtMs !== undefined && boundSinceMs.some((ms) => ms !== undefined && ms >= madeAtMs)) {
    return "younger";
  }
  return keyIsNew ? "older" : "unknown";
}
