import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import type { Environment } from "./environment";

/** The environment of this process: its variables as they are now, its files, the home directory of its user. */
export function processEnvironment(): Environment {
  return { variables: process.env, readFile: readTextFile, homeDirectory: homedir() };
}

function readTextFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
