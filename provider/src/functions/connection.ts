import { Connections, type Connection } from "../operations/step/connection";
import { processEnvironment } from "../settings/processEnvironment";
import { readSettings } from "../settings/readSettings";
import { systemRuntime } from "../transport/systemRuntime";
import { configSourceOf, type SettingsArgs } from "./settingsArgs";

/** What the functions of a program share; they are plain functions, so there is nobody to hand it to them. */
const connections = new Connections(systemRuntime());

/** The connection of a function. Throws SettingsError, or what looking up the project throws. */
export function connection(settings: SettingsArgs | undefined): Promise<Connection> {
  return connections.to(readSettings(configSourceOf(settings), processEnvironment()));
}
