import type { Environment } from "../settings/environment";
import type { Terminal } from "./terminal";

/** What every command works with. */
export interface Session {
  readonly terminal: Terminal;
  readonly environment: Environment;
  /** Aborts at Ctrl-C. */
  readonly signal: AbortSignal;
}
