import type { Connection } from "../operations/step/connection";
import { RefusedError } from "../operations/step/refusedError";
import { stepContext, type StepContext } from "../operations/step/stepContext";
import { readSettings } from "../settings/readSettings";
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
  state: { region?: string | undefined; projectId?: string | undefined },
  what: string,
): Promise<Connection> {
  const connection = await presentConnection(process);
  const { cloud } = connection;
  const madeIn = { region: state.region ?? cloud.region, projectId: state.projectId ?? cloud.projectId };
  if (madeIn.region !== cloud.region || madeIn.projectId !== cloud.projectId) {
    throw new RefusedError(
      `${what}: the settings point to another place than the one it was made in`,
      [
        ["made in", `region ${madeIn.region}, project ${madeIn.projectId}`],
        ["settings", `region ${cloud.region}, project ${cloud.projectId}`],
      ],
      "set kps:region and kps:projectId back to where it was made; to move it, destroy it there first",
    );
  }
  return connection;
}

/** The context of a call: its connection, its row, and its deadline counted from now. */
export function contextOf({ process, row }: Call, connection: Connection, timeoutMs: number): StepContext {
  const { urn, progress, notice } = row;
  return stepContext(connection, process.environment(), { timeoutMs, urn, progress, notice });
}
