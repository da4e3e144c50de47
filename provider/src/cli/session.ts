import type { Connections } from "../operations/step/connection";
import type { Environment } from "../settings/environment";
import type { Terminal } from "./terminal";

/** What every command works with. */
export interface Session {
  readonly terminal: Terminal;
  readonly environment: Environment;
  readonly connections: Connections;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
}
