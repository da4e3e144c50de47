import type { Settings } from "../settings/settings";
import { refusesCredential } from "../transport/credentialGate";
import { isServiceError } from "../transport/serviceError";
import type { Cloud } from "./cloud";
import { connect } from "./connect";
import { hashOf } from "./hashOf";

const connections = new Map<string, Promise<Cloud>>();

/**
 * The connection for these settings: one per process, so that everybody shares its budget, token and sockets. A connection
 * that fails is not kept, unless the credential was refused: trying that again could lock it.
 * @throws SettingsError, ServiceError, TransportError
 */
export async function cloudFor(settings: Settings): Promise<Cloud> {
  const key = hashOf(settings);
  const existing = connections.get(key);
  if (existing !== undefined) {
    return existing;
  }
  const connection = connect(settings);
  connections.set(key, connection);
  try {
    return await connection;
  } catch (error) {
    if (!isServiceError(error) || !refusesCredential(error)) {
      connections.delete(key);
    }
    throw error;
  }
}
