import type { Connection } from "../operations/step/connection";
import { PROFILE_FIRST } from "../settings/profileFirst";
import { givenConfig } from "../settings/configSource";
import { readSettings } from "../settings/readSettings";
import type { Settings } from "../settings/settings";
import type { Session } from "./session";

/** The flags that say where to work and as whom; they win over the environment and the profile files. */
export interface ConnectionFlags {
  readonly region?: string;
  readonly projectId?: string;
  readonly profile?: string;
  readonly endpoint?: string;
}

/** What the flags are called, by the setting they stand for. */
const flagNames: Readonly<Record<string, string>> = {
  region: "--region",
  projectId: "--project-id",
  profile: "--profile",
  endpoint: "--endpoint",
};

/** The settings that flags, environment and profile files make. Throws SettingsError. */
export function settingsFor(flags: ConnectionFlags, session: Session): Settings {
  const { region, projectId, profile, endpoint } = flags;
  return readSettings(
    givenConfig({ region, projectId, profile, endpoint, [PROFILE_FIRST]: "true" }, (key) => flagNames[key]),
    session.environment,
  );
}

/** The connection they lead to. Throws SettingsError, ServiceError, TransportError. */
export function connected(flags: ConnectionFlags, session: Session): Promise<Connection> {
  return session.connections.to(settingsFor(flags, session));
}
