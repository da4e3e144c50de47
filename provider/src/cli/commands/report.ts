import type { FinishedTask } from "../../operations/report/finishedTask";
import type { TasklessServer } from "../../operations/report/tasklessServer";
import { exitStatus } from "../exitStatus";
import { listingLines, type Listing } from "../listing";
import { jsonText, plainText } from "../plainText";
import { githubAnnotations } from "../report/githubAnnotations";
import { htmlReport } from "../report/html/htmlReport";
import { junitXml } from "../report/junitXml";
import { readReport } from "../report/readReport";
import { reasonOf } from "../report/reasonOf";
import { reportText } from "../report/reportText";
import { isAmiss, outcomeWords } from "../report/tasklessWords";
import type { Session } from "../session";
import { timeText } from "../timeText";

/** Forms a report can be turned into. */
export const reportFormats = ["table", "github", "junit", "html", "json"] as const;

/** `report <file>`: what was kept by kps:reportFile, in another form. Asks nobody. */
export async function report(
  path: string,
  flags: { readonly format: (typeof reportFormats)[number] },
  { terminal, environment }: Session,
): Promise<number> {
  const { unreadable, ...read } = readReport(await reportText(path, environment));
  if (unreadable.length > 0) {
    const lines = unreadable.length === 1 ? "line" : "lines";
    terminal.err(
      `${plainText(path)}: ${lines} ${unreadable.slice(0, 10).join(", ")} passed over, not of a report file\n`,
    );
  }
  switch (flags.format) {
    case "github":
      terminal.out(githubAnnotations(read));
      break;
    case "junit":
      terminal.out(junitXml(read));
      break;
    case "html":
      terminal.out(htmlReport(read));
      break;
    case "json":
      terminal.out(`${jsonText([...read.tasks, ...read.servers])}\n`);
      break;
    case "table": {
      const rows = [...read.tasks, ...read.servers];
      const listing = read.servers.length === 0 ? tasksListing : linesListing;
      const { lines, remark } = listingLines(listing, rows, terminal.columns(), terminal.paint);
      terminal.out(lines.map((line) => `${line}\n`).join(""));
      terminal.err(`${terminal.paintErr("dim", remark)}\n`);
    }
  }
  return exitStatus.fine;
}

type Line = FinishedTask | TasklessServer;

const columns: Listing<Line>["columns"] = [
  { title: "FINISHED", rank: 3, text: ({ time }) => timeText(new Date(time).toISOString()) },
  {
    title: "SERVER",
    rank: 8,
    least: 12,
    text: ({ serverName = "", serverId }) => (serverName.trim() === "" ? serverId : serverName),
  },
  { title: "SERVER ID", rank: 1, text: ({ serverId }) => serverId },
  { title: "KEY PAIR", rank: 4, least: 12, text: ({ keyPairName }) => keyPairName },
  { title: "OPERATION", rank: 6, text: (line) => ("taskId" in line ? line.operation : "") },
  {
    title: "OUTCOME",
    rank: 9,
    text: (line) => ("taskId" in line ? line.outcome : outcomeWords[line.outcome]),
    style: (line) => (isBad(line) ? "red" : "taskId" in line || line.outcome === "settled" ? "green" : "yellow"),
  },
  { title: "SECONDS", rank: 2, text: (line) => ("taskId" in line ? `${line.seconds}` : "") },
  { title: "TASK", rank: 5, text: (line) => ("taskId" in line ? line.taskId : "") },
  {
    title: "WHY",
    rank: 7,
    least: 16,
    text: (line) => (isBad(line) ? reasonOf(line) : "taskId" in line ? "" : (line.message ?? "")),
  },
];

function isBad(line: Line): boolean {
  return "taskId" in line ? line.outcome === "failed" : isAmiss(line);
}

const tasksListing: Listing<Line> = { what: ["finished task", "finished tasks"], columns, json: (line) => line };
const linesListing: Listing<Line> = { ...tasksListing, what: ["task or server", "tasks and servers"] };
