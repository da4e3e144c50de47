import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { requireSameName } from "../wire/echo";
import { requireNoRefusal } from "../wire/readers";
import { optionalSecretText, optionalText } from "../wire/text";
import { keyProtectionSecrets, keyProtectionWire } from "./keyProtection";
import type { KeyProtection } from "./keyProtection";
import { optionalPublicKey } from "./keyPairWire";

/** A key pair to import (with `publicKey`) or to have generated (without). */
export interface CreateKeyPairRequest {
  readonly name: string;
  readonly publicKey?: string | undefined;
  /** Default ssh. */
  readonly type?: "ssh" | "x509" | undefined;
  /** domain = every user of the account; user = its creator alone. */
  readonly scope?: "user" | "domain" | undefined;
  readonly userId?: string | undefined;
  /** Present = the service keeps the private key. */
  readonly keyProtection?: KeyProtection | undefined;
}

/** The new key pair as the service writes it. */
export interface CreatedKeyPair {
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  /** PEM, only when the service generated it and only this once. Secret. */
  readonly privateKey?: string;
  readonly userId?: string;
}

const wire = z.object({
  keypair: z.object({
    name: optionalText,
    public_key: optionalPublicKey,
    fingerprint: optionalText,
    private_key: optionalSecretText,
    user_id: optionalText,
  }),
});

function createWire(request: CreateKeyPairRequest): Record<string, unknown> {
  return {
    keypair: {
      name: request.name,
      type: request.type ?? "ssh",
      ...(request.publicKey === undefined ? {} : { public_key: request.publicKey }),
      ...(request.scope === undefined ? {} : { scope: request.scope }),
      ...(request.userId === undefined ? {} : { user_id: request.userId }),
      ...(request.keyProtection === undefined ? {} : { key_protection: keyProtectionWire(request.keyProtection) }),
    },
  };
}

/**
 * Imports or generates a key pair (CreateKeypair). Repeated only when certainly not accepted.
 * @throws ServiceError (also for a 2xx that says no), TransportError (kind "unreadable" for an answer about another key pair: it may be created)
 */
export async function createKeyPair(
  cloud: Cloud,
  request: CreateKeyPairRequest,
  options?: CallOptions,
): Promise<CreatedKeyPair> {
  const { keypair } = await cloud.kps.send(
    {
      operation: "CreateKeypair",
      method: "POST",
      path: `/v3/${cloud.projectId}/keypairs`,
      body: createWire(request),
      repeat: "never",
      secrets: keyProtectionSecrets(request.keyProtection),
      read: (reply) => {
        requireNoRefusal(reply);
        const answer = wire.parse(reply.json());
        requireSameName("key pair", request.name, answer.keypair.name);
        return answer;
      },
    },
    options,
  );
  cloud.secrets.add(keypair.private_key);
  return {
    name: keypair.name ?? request.name,
    publicKey: keypair.public_key ?? request.publicKey ?? "",
    fingerprint: keypair.fingerprint ?? "",
    ...(keypair.private_key === undefined ? {} : { privateKey: keypair.private_key }),
    ...(keypair.user_id === undefined ? {} : { userId: keypair.user_id }),
  };
}
