import type { OwnPair } from "./personKeys";
import type { Step } from "./plan";
import type { Wish } from "./rows";
import { replaces } from "./stack";

/** Gives rows to another provider, but for an exposed pair that would be made anew: its private key would go with its row. */
export function handOver(
  { rows, by, alias }: Extract<Step, { do: "serve" }>,
  wishes: readonly Wish[],
  pairs: readonly OwnPair[],
): void {
  for (const { row, server } of wishes) {
    if (rows === "all" || rows === "servers" || rows === server) {
      row.provider = by;
    }
  }
  for (const pair of pairs) {
    const isMadeAnew = !alias || replaces(pair.provider, by);
    if ((rows === "all" || rows === "pairs") && !(pair.start.exposed && isMadeAnew)) {
      pair.provider = by;
    }
  }
}
