import { connectionOver } from "../../provider/src/operations/step/connection";
import { stepContext, type StepContext } from "../../provider/src/operations/step/stepContext";
import type { Environment } from "../../provider/src/settings/environment";
import { localFiles } from "../../provider/src/settings/localFiles";
import { settingsFor } from "../client/settingsFor";
import { connectTo } from "./connectTo";
import { environmentOf } from "./memoryFiles";

/** A step that has to do with files alone: it sends nothing, and notes what it says. */
export interface FileStep {
  readonly context: StepContext;
  readonly notices: string[];
}

/**
 * A step over the files of this machine in a project's own folder.
 * @param changes what of the environment is otherwise
 */
export async function fileStep(
  folder: string,
  changes: Partial<Environment> = {},
  timeoutMs = 60_000,
): Promise<FileStep> {
  const notices: string[] = [];
  const projectId = "0123456789abcdef0123456789abcdef";
  const cloud = await connectTo(settingsFor({ url: "http://127.0.0.1:1", projectId }));
  const environment = {
    ...environmentOf(),
    files: localFiles,
    workingDirectory: folder,
    projectDirectory: folder,
    ...changes,
  };
  const notice = (text: string): void => void notices.push(text);
  return { context: stepContext(connectionOver(cloud), environment, { timeoutMs, notice }), notices };
}
