import type { Connection } from "../operations/step/connection";
import type { ConfigSource } from "../settings/configSource";
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

/** The settings that flags, environment and profile files make. Throws SettingsError. */
export function settingsFor(flags: ConnectionFlags, session: Session): Settings {
  const given = new Map<string, string | undefined>([
    ["kps:region", flags.region],
    ["kps:projectId", flags.projectId],
    ["kps:profile", flags.profile],
    ["kps:endpoint", flags.endpoint],
  ]);
  const source: ConfigSource = (key) => given.get(key);
  return readSettings(source, session.environment);
}

/** The connection they lead to. Throws SettingsError, ServiceError, TransportError. */
export function connected(flags: ConnectionFlags, session: Session): Promise<Connection> {
  return session.connections.to(settingsFor(flags, session));
}
