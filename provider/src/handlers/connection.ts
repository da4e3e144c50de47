import type { Connection } from "../operations/step/connection";
import { stepContext, type StepContext } from "../operations/step/stepContext";
import { readSettings } from "../settings/readSettings";
import { refuseElsewhere, type RecordedPlace } from "./presentPlace";
import type { ProviderProcess } from "./providerProcess";
import type { Call } from "./shown";

/** The connection that the present settings describe. Throws SettingsError, or what looking up the project throws. */
export function presentConnection(process: ProviderProcess): Promise<Connection> {
  return process.connections.to(readSettings(process.config, process.environment()));
}

/**
 * The connection to where a resource was made. Throws RefusedError when the settings now point somewhere else: there
 * everything would look as if it were gone.
 */
export async function connectionOfState(
  process: ProviderProcess,
  state: RecordedPlace,
  what: string,
): Promise<Connection> {
  const connection = await presentConnection(process);
  refuseElsewhere(state, connection.cloud, what);
  return connection;
}

/** The context of a call: its connection, its row, what ends its waits, and its deadline counted from now. */
export function contextOf({ process, row }: Call, connection: Connection, timeoutMs: number): StepContext {
  const { urn, progress, notice } = row;
  const { cancelled: signal, generateKeyPair } = process;
  return stepContext(connection, process.environment(), { timeoutMs, signal, urn, progress, notice, generateKeyPair });
}
