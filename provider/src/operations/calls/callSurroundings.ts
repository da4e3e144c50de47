import type { Environment } from "../../settings/environment";
import type { Settings } from "../../settings/settings";
import type { CallOptions } from "../../transport/callOptions";
import type { Connection, Connections } from "../step/connection";

/** What a call works with beside its arguments. */
export interface CallSurroundings {
  readonly connections: Connections;
  /** Asked for once the arguments are found good. Throws SettingsError. */
  readonly settings: () => Settings;
  readonly environment: Environment;
  /** Gives up: waits, sign-in and what only reads; a task that is waited for goes on. */
  readonly signal?: AbortSignal | undefined;
  /** Told in one line what a wait sees. */
  readonly onProgress?: ((line: string) => void) | undefined;
}

/** The connection of a call. Throws what {@link Connections.to} throws, and SettingsError. */
export function connectionOf({ connections, settings, signal }: CallSurroundings): Promise<Connection> {
  return connections.to(settings(), { signal });
}

/** How what only reads is asked for. */
export function readOnly({ signal }: CallSurroundings): CallOptions {
  return { signal };
}
