import type { Cloud } from "../client/cloud";
import { cloudFor } from "../client/cloudFor";
import { RefusedError } from "../operations/step/refusedError";
import { processEnvironment } from "../settings/processEnvironment";
import { readSettings } from "../settings/readSettings";
import { hostConfig } from "./hostConfig";

/** The connection that the present settings describe. Throws SettingsError, or what looking up the project throws. */
export function presentCloud(): Promise<Cloud> {
  return cloudFor(readSettings(hostConfig, processEnvironment()));
}

/**
 * The connection to where a resource was made. Throws RefusedError when the settings now point somewhere else: there
 * everything would look as if it were gone.
 */
export async function cloudOfState(
  state: { region?: string | undefined; projectId?: string | undefined },
  what: string,
): Promise<Cloud> {
  const cloud = await presentCloud();
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
  return cloud;
}
