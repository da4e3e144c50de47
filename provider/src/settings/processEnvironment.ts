import { homedir } from "node:os";
import { isAbsolute } from "node:path";
import type { Environment } from "./environment";
import { localFiles } from "./localFiles";
import { projectDirectoryOf } from "./projectDirectory";

/** As Linux calls a folder that is no more. */
const DELETED = "/(deleted)";

/** The environment of this process: its variables as they are now, its files, the home directory of its user. */
export function processEnvironment(): Environment {
  const workingDirectory = currentDirectory();
  return {
    variables: process.env,
    files: localFiles,
    homeDirectory: homeDirectory(),
    workingDirectory,
    projectDirectory: projectDirectoryOf(workingDirectory),
  };
}

/** The working directory; one that was deleted by its path, below which there is no file then. */
function currentDirectory(): string {
  try {
    return process.cwd();
  } catch {
    const named = process.env["PWD"];
    return named !== undefined && isAbsolute(named) ? named : DELETED;
  }
}

/** Without HOME and without an entry for the user, as in many containers, there is none; nor where HOME is empty. */
function homeDirectory(): string | undefined {
  try {
    const directory = homedir();
    // A relative one would lead into whatever folder this process is in.
    return isAbsolute(directory) ? directory : undefined;
  } catch {
    return undefined;
  }
}
