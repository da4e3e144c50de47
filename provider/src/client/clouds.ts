import { KnownSecrets } from "../diagnostics/secrets/knownSecrets";
import type { Settings } from "../settings/settings";
import { refusesCredential } from "../transport/credentialGate";
import type { Runtime } from "../transport/runtime";
import { isServiceError } from "../transport/serviceError";
import type { Cloud } from "./cloud";
import { connect } from "./connect";
import { hashOf } from "./hashOf";

/** The clouds that a process is connected to: one for the same settings, so that everybody shares its budget and token. */
export class Clouds {
  readonly #connected = new Map<string, Promise<Cloud>>();

  /** @param secrets what no text may show; each connection adds its own */
  constructor(
    private readonly runtime: Runtime,
    private readonly secrets = new KnownSecrets(),
  ) {}

  /**
   * The cloud that these settings mean. A connection that fails is not kept, unless the credential was refused: trying
   * that again could lock it.
   * @throws SettingsError, ServiceError, TransportError
   */
  async to(settings: Settings): Promise<Cloud> {
    const key = hashOf(settings);
    const existing = this.#connected.get(key);
    if (existing !== undefined) {
      return existing;
    }
    const connection = connect(settings, this.runtime, this.secrets);
    this.#connected.set(key, connection);
    try {
      return await connection;
    } catch (error) {
      if (!isServiceError(error) || !refusesCredential(error)) {
        this.#connected.delete(key);
      }
      throw error;
    }
  }
}
