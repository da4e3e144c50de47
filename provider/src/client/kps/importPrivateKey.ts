import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { done } from "../wire/readers";
import { keyProtectionSecrets, keyProtectionWire } from "./keyProtection";
import type { KeyProtection } from "./keyProtection";

/** A private key for the service to keep with an existing key pair. */
export interface ImportPrivateKeyRequest {
  readonly name: string;
  readonly userId?: string | undefined;
  readonly keyProtection: KeyProtection;
}

/**
 * Hands the private key of a key pair to the service (ImportPrivateKey).
 * @throws ServiceError (400 `KPS.6011` when it does not fit the public key), TransportError
 */
export async function importPrivateKey(
  cloud: Cloud,
  request: ImportPrivateKeyRequest,
  options?: CallOptions,
): Promise<void> {
  await cloud.kps.send(
    {
      operation: "ImportPrivateKey",
      method: "POST",
      path: `/v3/${cloud.projectId}/keypairs/private-key/import`,
      body: {
        keypair: {
          name: request.name,
          ...(request.userId === undefined ? {} : { user_id: request.userId }),
          key_protection: keyProtectionWire(request.keyProtection),
        },
      },
      repeat: "never",
      secrets: keyProtectionSecrets(request.keyProtection),
      read: done,
    },
    options,
  );
}
