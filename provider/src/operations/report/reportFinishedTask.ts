import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { Cloud } from "../../client/cloud";
import { Exit } from "../../diagnostics/exit";
import type { KnownSecrets } from "../../diagnostics/secrets/knownSecrets";
import type { FinishedTask } from "./finishedTask";

/**
 * Appends a line about a finished task to the file that kps:reportFile names, if any. A line is one write to the end of
 * the file, so that those of many resources and processes do not mix. A new file is for its owner alone (0600).
 * Never throws: a report that cannot be written is told and does not touch the work.
 */
export async function reportFinishedTask(
  task: FinishedTask,
  context: { readonly cloud: Cloud; readonly notice: (text: string) => void },
): Promise<void> {
  const { reportFile } = context.cloud.settings;
  if (reportFile === undefined) {
    return;
  }
  try {
    await appendLine(reportFile, JSON.stringify(shownTask(task, context.cloud.secrets)));
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

async function appendLine(path: string, line: string): Promise<void> {
  const bytes = Buffer.from(`${line}\n`);
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o600);
  try {
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) {
      throw new Error(`only ${bytesWritten} of ${bytes.length} bytes could be written to ${path}`);
    }
  } finally {
    await file.close();
  }
}
