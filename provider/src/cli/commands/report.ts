import { readFileSync } from "node:fs";
import type { FinishedTask } from "../../operations/report/finishedTask";
import { exitStatus } from "../exitStatus";
import { listingLines, type Listing } from "../listing";
import { githubAnnotations } from "../report/githubAnnotations";
import { htmlReport } from "../report/html/htmlReport";
import { junitXml } from "../report/junitXml";
import { readReport } from "../report/readReport";
import { reasonOf } from "../report/reasonOf";
import type { Session } from "../session";
import { timeText } from "../timeText";
import { UsageError } from "../usageError";

/** Forms a report can be turned into. */
export const reportFormats = ["table", "github", "junit", "html", "json"] as const;

/** `report <file>`: what was kept by kps:reportFile, in another form. Asks nobody. */
export function report(
  path: string,
  flags: { readonly format: (typeof reportFormats)[number] },
  { terminal }: Session,
): Promise<number> {
  const { tasks, unreadable } = readReport(textOf(path));
  if (unreadable.length > 0) {
    const lines = unreadable.length === 1 ? "line" : "lines";
    terminal.err(`${path}: ${lines} ${unreadable.slice(0, 10).join(", ")} passed over, not of a report file\n`);
  }
  switch (flags.format) {
    case "github":
      terminal.out(githubAnnotations(tasks));
      break;
    case "junit":
      terminal.out(junitXml(tasks));
      break;
    case "html":
      terminal.out(htmlReport(tasks));
      break;
    case "json":
      terminal.out(`${JSON.stringify(tasks, undefined, 2)}\n`);
      break;
    case "table": {
      const { lines, remark } = listingLines(listing, tasks, terminal.columns(), terminal.paint);
      terminal.out(lines.map((line) => `${line}\n`).join(""));
      terminal.err(`${terminal.paintErr("dim", remark)}\n`);
    }
  }
  return Promise.resolve(exitStatus.fine);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : "an unknown error"}`);
  }
}

const listing: Listing<FinishedTask> = {
  what: ["finished task", "finished tasks"],
  columns: [
    { title: "FINISHED", rank: 3, text: ({ time }) => timeText(new Date(time).toISOString()) },
    { title: "SERVER", rank: 8, least: 12, text: ({ serverName, serverId }) => serverName ?? serverId },
    { title: "SERVER ID", rank: 1, text: ({ serverId }) => serverId },
    { title: "KEY PAIR", rank: 4, least: 12, text: ({ keyPairName }) => keyPairName },
    { title: "OPERATION", rank: 6, text: ({ operation }) => operation },
    {
      title: "OUTCOME",
      rank: 9,
      text: ({ outcome }) => outcome,
      style: ({ outcome }) => (outcome === "failed" ? "red" : "green"),
    },
    { title: "SECONDS", rank: 2, text: ({ seconds }) => `${seconds}` },
    { title: "TASK", rank: 5, text: ({ taskId }) => taskId },
    { title: "WHY", rank: 7, least: 16, text: (task) => (task.outcome === "failed" ? reasonOf(task) : "") },
  ],
  json: (task) => task,
};
