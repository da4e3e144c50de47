import type { Keyring } from "./keyring";
import { without, type Plan } from "./plan";
import { playHistory, type Played } from "./playHistory";

/** A history that fails, without what it can do without. */
export interface Shrunk {
  /** Numbers of the parts of the plan that were left out. */
  readonly dropped: readonly number[];
  readonly played: Played;
}

/** Plays more than this are not worth a smaller history. */
const MOST_PLAYS = 400;

/**
 * Leaves parts out of a history as long as it breaks the same judgement: first many at once, then one by one.
 */
export async function shrink(plan: Plan, failed: Played, keyring: Keyring): Promise<Shrunk> {
  const kind = kindOf(failed);
  let dropped = new Set<number>();
  let played = failed;
  let plays = 0;
  const tryWithout = async (more: readonly number[]): Promise<boolean> => {
    if (plays >= MOST_PLAYS) {
      return false;
    }
    plays += 1;
    const fewer = new Set([...dropped, ...more]);
    const again = await playHistory(without(plan, fewer), keyring).catch(() => undefined);
    if (again === undefined || kindOf(again) !== kind) {
      return false;
    }
    dropped = fewer;
    played = again;
    return true;
  };
  const left = (): number[] => plan.parts.map((_part, index) => index).filter((index) => !dropped.has(index));
  for (let size = Math.ceil(plan.parts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let progress = true;
    while (progress) {
      progress = false;
      const parts = left();
      for (let from = 0; from < parts.length; from += size) {
        progress = (await tryWithout(parts.slice(from, from + size))) || progress;
      }
      progress &&= size === 1;
    }
  }
  return { dropped: [...dropped].sort((one, other) => one - other), played };
}

/** What a history breaks, whatever the numbers: two of one kind break the same. */
export function kindOf({ violations }: Played): string {
  const [first] = violations;
  const text = first?.text.replace(/[0-9a-f-]{36}|[0-9a-f]{32}|\d+(\.\d+)?/g, "#").slice(0, 90);
  return first === undefined ? "" : `${first.judgement}: ${text ?? ""}`;
}

/** The numbers of a path such as `0.3.7`, as `--replay seed:path` takes them. */
export function readPath(path: string): Set<number> {
  return new Set(
    path
      .split(".")
      .filter((part) => part !== "")
      .map(Number),
  );
}
