import { serverText } from "../../diagnostics/serverText";
import type { TasklessServer } from "../../operations/report/tasklessServer";

/** "server web-1 (...) with "ops"": what was not done by a task. */
export function wishOf({ serverName, serverId, keyPairName }: TasklessServer): string {
  return `server ${serverText(serverName, serverId)} with "${keyPairName}"`;
}

/** The outcomes of servers without a task, in words. */
export const outcomeWords: Readonly<Record<TasklessServer["outcome"], string>> = {
  refused: "refused",
  failed: "failed without a task",
  waiting: "still waiting",
  notBegun: "not begun",
  settled: "needed nothing",
};

/** Whether somebody has to do something about it. */
export function isAmiss({ outcome }: TasklessServer): boolean {
  return outcome === "refused" || outcome === "failed";
}

/** How many servers there are of each outcome, without those of which there are none: "3 refused", "40 not begun". */
export function outcomeCounts(servers: readonly TasklessServer[]): [what: string, count: number][] {
  return Object.entries(outcomeWords)
    .map(([outcome, words]): [string, number] => [words, servers.filter((each) => each.outcome === outcome).length])
    .filter(([, count]) => count > 0);
}
