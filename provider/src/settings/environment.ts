import type { Files } from "./files";

/** What a process finds around it besides the stack configuration. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly files: Files;
  /** Absent where this user has none, as in many containers. */
  readonly homeDirectory: string | undefined;
  /** Absolute. In the provider process the folder of the program, that is of `main`. */
  readonly workingDirectory: string;
  /** The folder of the nearest Pulumi project at or above the working directory: what relative paths are relative to. */
  readonly projectDirectory: string;
}

/**
 * A password as it is given: a blank at an end may be meant. A line end is not: a file, or a variable made of one, has one that
 * no password has. Undefined for one that is blank as a whole.
 */
export function passwordIn(text: string | undefined): string | undefined {
  return text?.trim() === "" ? undefined : text?.replace(/\r?\n$/, "");
}

/** A variable by a name that a program gives: of what every object has, such as `constructor`, none is a variable. */
export function variableIn(variables: Environment["variables"], name: string): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}
