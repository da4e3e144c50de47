import { isAbsolute, join, resolve } from "node:path";
import type { Environment } from "./environment";

/** Where a path that a program or a setting gives leads. Both are absolute, and never belong into state. */
export interface NamedPath {
  readonly path: string;
  /** Where release 0.1.0 had it, when that is another place: relative paths were relative to the program's folder. */
  readonly before?: string;
}

/** A relative path is relative to the folder of the nearest Pulumi.yaml. */
export function namedPath(given: string, environment: Environment): NamedPath {
  const { projectDirectory, workingDirectory } = environment;
  const path = resolve(projectDirectory, given);
  return isAbsolute(given) || projectDirectory === workingDirectory
    ? { path }
    : { path, before: join(workingDirectory, given) };
}
