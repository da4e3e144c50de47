import { Exit } from "../../diagnostics/exit";
import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import { FileError } from "../../settings/files";
import { namedPath } from "../../settings/namedPath";
import { beforeDeadline } from "../step/beforeDeadline";
import { movedText } from "../step/namedFile";
import type { StepContext } from "../step/stepContext";
import type { FinishedTask } from "./finishedTask";

type ReportContext = Pick<StepContext, "cloud" | "environment" | "monotonicMs" | "deadlineMs" | "notice">;

/**
 * Appends a line about a finished task to the file that kps:reportFile names, if any. A line is one write to the end of
 * the file, so that those of many resources and processes do not mix. A new file is for its owner alone (0600).
 * Never throws, and is not late for the step: a report that cannot be written is told and does not touch the work.
 */
export async function reportFinishedTask(task: FinishedTask, context: ReportContext): Promise<void> {
  const { reportFile } = context.cloud.settings;
  if (reportFile === undefined) {
    return;
  }
  try {
    await beforeDeadline(
      append(reportFile, JSON.stringify(shownTask(task, context.cloud.secrets)), context),
      context,
      () => {
        throw new FileError("could not be written in time");
      },
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : "an unknown error";
    context.notice(`the report of task ${task.taskId} could not be written to kps:reportFile: ${why}`);
  }
}

/** Its texts are those of the service, and somebody prints them. */
function shownTask(task: FinishedTask, secrets: KnownSecrets): Record<string, unknown> {
  const exit = new Exit(secrets);
  return Object.fromEntries(
    Object.entries(task).map(([key, value]) => [key, typeof value === "string" ? exit.line(value) : value]),
  );
}

async function append(given: string, line: string, { environment, notice }: ReportContext): Promise<void> {
  const { files } = environment;
  const { path, before } = namedPath(given, environment);
  if (before !== undefined && !(await files.exists(path)) && (await files.exists(before))) {
    notice(movedText(given, path, before));
    return files.append(before, line);
  }
  return files.append(path, line);
}
