import type { Cloud } from "../client/cloud";
import { cloudFor } from "../client/cloudFor";
import { processEnvironment } from "../settings/processEnvironment";
import { readSettings } from "../settings/readSettings";
import { configSourceOf, type SettingsArgs } from "./settingsArgs";

/** The connection of a function. Throws SettingsError, or what looking up the project throws. */
export function connection(settings: SettingsArgs | undefined): Promise<Cloud> {
  return cloudFor(readSettings(configSourceOf(settings), processEnvironment()));
}
