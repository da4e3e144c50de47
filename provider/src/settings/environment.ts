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
