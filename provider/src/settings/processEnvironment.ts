import { homedir } from "node:os";
import type { Environment } from "./environment";
import { localFiles } from "./localFiles";
import { projectDirectoryOf } from "./projectDirectory";

/** The environment of this process: its variables as they are now, its files, the home directory of its user. */
export function processEnvironment(): Environment {
  const workingDirectory = process.cwd();
  return {
    variables: process.env,
    files: localFiles,
    homeDirectory: homeDirectory(),
    workingDirectory,
    projectDirectory: projectDirectoryOf(workingDirectory),
  };
}

/** Without HOME and without an entry for the user, as in many containers, there is none. */
function homeDirectory(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
