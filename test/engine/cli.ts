/** The four ways to a Pulumi CLI, in the order they are tried. */
export type RouteName = "PATH" | "cache" | "download" | "build";

/** A Pulumi CLI that works: `pulumi`, the Node language host and the dynamic provider plugin in one folder. */
export interface Cli {
  /** Absolute path of the folder with the three executables. */
  readonly binDirectory: string;
  readonly route: RouteName;
  /** Such as `3.250.0`. */
  readonly version: string;
}

/** Why a route did not lead to a CLI. */
export interface Refusal {
  readonly refused: string;
}

/** One way to a CLI. It never throws for a reason that the next route may overcome. */
export interface Route {
  readonly name: RouteName;
  /** What the route does, for the error that names them all. */
  readonly purpose: string;
  find(): Promise<Cli | Refusal>;
}

/** Receives one line about what is going on. */
export type Log = (line: string) => void;
