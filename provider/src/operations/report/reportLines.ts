import { Exit } from "../../diagnostics/exit";
import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import { STANDING_WORDS } from "../../model/standingWords";
import { FileError } from "../../settings/files";
import { namedPath } from "../../settings/namedPath";
import { beforeDeadline } from "../step/beforeDeadline";
import { movedText } from "../step/namedFile";
import type { StepContext } from "../step/stepContext";
import type { FinishedTask } from "./finishedTask";
import type { TasklessServer } from "./tasklessServer";

type ReportContext = Pick<StepContext, "cloud" | "environment" | "monotonicMs" | "deadlineMs" | "notice">;

/** A line about a finished task. Where it cannot be written, that is told in the same words for each task: a fleet has many. */
export function reportFinishedTask(task: FinishedTask, context: ReportContext): Promise<void> {
  return appendToReport([task], "finished tasks", context);
}

/** A line for each of the servers. */
export function reportTasklessServers(servers: readonly TasklessServer[], context: ReportContext): Promise<void> {
  return appendToReport(servers, `${servers.length} server${servers.length === 1 ? "" : "s"} without a task`, context);
}

/**
 * Appends lines to the file that kps:reportFile names, if any. It is one write to the end of the file, so that lines of
 * many resources and processes do not mix. A new file is for its owner alone (0600).
 * Never throws, and is not late for the step: a report that cannot be written is told and does not touch the work.
 */
async function appendToReport(
  lines: readonly (FinishedTask | TasklessServer)[],
  about: string,
  context: ReportContext,
): Promise<void> {
  const { reportFile } = context.cloud.settings;
  if (reportFile === undefined || lines.length === 0) {
    return;
  }
  try {
    const text = lines.map((line) => JSON.stringify(shownLine(line, context.cloud.secrets))).join("\n");
    await beforeDeadline(append(reportFile, text, context), context, () => {
      throw new FileError("could not be written in time");
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : "an unknown error";
    context.notice(`the report of ${about} could not be written to kps:reportFile: ${why}`);
  }
}

/** Its texts are those of the service, and somebody prints them; by words of ours the line is read again. */
function shownLine(line: FinishedTask | TasklessServer, secrets: KnownSecrets): Record<string, unknown> {
  const exit = new Exit(secrets);
  return Object.fromEntries(
    Object.entries(line).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === "string" && !STANDING_WORDS.has(value) ? exit.line(value) : value,
    ]),
  );
}

async function append(given: string, text: string, { environment, notice }: ReportContext): Promise<void> {
  const { files } = environment;
  const { path, before } = namedPath(given, environment);
  if (before !== undefined && !(await files.exists(path)) && (await files.exists(before))) {
    notice(movedText(given, path, before));
    return files.append(before, text);
  }
  return files.append(path, text);
}
