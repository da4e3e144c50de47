import { commandSpeaker } from "../diagnostics/speaker";
import type { Connection } from "../operations/step/connection";
import type { Progress } from "../operations/step/progress";
import { connectedStep } from "../operations/step/connectedStep";
import type { StepContext } from "../operations/step/stepContext";
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

/**
 * What a command works in that waits for so long, signing in included; `timeout` in ms. Throws what {@link connected} throws,
 * and RefusedError when that time is over before there is a connection.
 */
export async function waitingContext(
  flags: ConnectionFlags & { readonly timeout: number },
  session: Session,
  progress: (progress: Progress) => void,
): Promise<StepContext> {
  const { connections, environment, signal } = session;
  const options = { timeoutMs: flags.timeout, signal, longer: commandSpeaker.longer, progress };
  return connectedStep(connections, settingsFor(flags, session), environment, options);
}
