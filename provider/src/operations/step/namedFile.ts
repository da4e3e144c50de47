import { isAbsolute } from "node:path";
import type { Environment } from "../../settings/environment";
import type { FileText } from "../../settings/files";
import { namedPath } from "../../settings/namedPath";
import { beforeDeadline, type Limits } from "./beforeDeadline";
import type { StepContext } from "./stepContext";

/** What of a step has to do with files. */
export type FileContext = Limits & Pick<StepContext, "environment" | "notice">;

/** A file that a program or a setting names, and what is in it. */
export interface NamedFile {
  readonly read: FileText;
  /** What to tell when it is only where release 0.1.0 looked. */
  readonly moved?: string;
}

/** Reads a file by the path that was given for it; never rejects, and is not later than the step's deadline. */
export function readNamedFile(given: string, environment: Environment, limits: Limits): Promise<NamedFile> {
  return beforeDeadline(findNamedFile(given, environment), limits, () => ({
    read: { found: "unusable", why: "could not be read in time" },
  }));
}

/** The same for those who have no step; it takes as long as the system does. */
export async function findNamedFile(given: string, environment: Environment): Promise<NamedFile> {
  const { path, before } = namedPath(given, environment);
  const read = await environment.files.read(path);
  if (read.found !== "absent" || before === undefined) {
    return { read };
  }
  const earlier = await environment.files.read(before);
  return earlier.found === "absent" ? { read } : { read: earlier, moved: movedText(given, path, before) };
}

/** How messages that may come into state call a file: without its absolute path. */
export function fileText(given: string): string {
  return isAbsolute(given) ? given : `${given} (relative to the folder of Pulumi.yaml)`;
}

/** What is told of a file that is only in the program's folder, where release 0.1.0 had relative paths begin. */
export function movedText(given: string, path: string, before: string): string {
  return (
    `${given} was found at ${before}: release 0.1.0 had relative paths begin at the program's folder, ` +
    `now they begin at the folder of Pulumi.yaml; move the file to ${path}`
  );
}
