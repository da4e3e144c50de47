/** What settings are read from besides the configuration. */
export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The text of a file, or undefined when there is no such file or it cannot be read. */
  readFile(path: string): string | undefined;
  readonly homeDirectory: string;
}
