import { readBody } from "../../http/readBody";
import type { Operation, SignedCall } from "../../http/operation";
import type { KeyMaterial, PublicKey } from "../../world/keyMaterial";
import type { KeyPair } from "../../world/keyPair";
import type { World } from "../../world/world";
import { createKeypairSchema, keyPairCore, kmsKeyOf, type CreateKeypairBody } from "./keyPairBodies";
import { KpsRefusal } from "../../refusal";
import { parameterError } from "./kpsRefusal";

/** POST /keypairs: generates a key pair, or imports one. */
export const createKeypair: Operation = {
  name: "CreateKeypair",
  method: "POST",
  path: "/v3/:project_id/keypairs",
  service: "kps",
  quota: "keyPairs",
  changes: true,
  async run(call) {
    const body = readBody(call.body, createKeypairSchema, parameterError);
    call.note({ keyPairName: body.keypair.name });
    return { status: 200, body: { keypair: await create(call, body) } };
  },
};

/**
 * Creates or imports one key pair.
 *
 * @returns what the service answers about it; the private key only when it was generated here
 * @throws Refusal
 */
export async function create(call: SignedCall, { keypair }: CreateKeypairBody): Promise<Record<string, unknown>> {
  checkName(call, keypair.name);
  const userId = ownerOf(call, keypair.user_id);
  const generated = keypair.public_key === undefined ? await call.world.keys.generate() : undefined;
  // Generating took a moment, in which somebody else may have taken the name.
  checkName(call, keypair.name);
  const publicKey = generated?.publicKey ?? imported(call, keypair.public_key ?? "");
  const pair = call.world.addKeyPair({
    name: keypair.name,
    type: keypair.type ?? "ssh",
    scope: keypair.scope ?? "user",
    userId,
    description: "",
    publicKey,
    createdAt: call.world.wall(),
    ...hosting(call, keypair.key_protection, publicKey, generated),
  });
  const privateKey = generated === undefined ? {} : { private_key: generated.privateKey };
  return { ...keyPairCore(pair), ...privateKey, user_id: pair.userId };
}

function checkName({ world }: SignedCall, name: string): void {
  const { keyPairNameLimit, duplicateKeyPair } = world.settings.quirks;
  if (!/^[A-Za-z0-9_-]+$/.test(name) || name.length > keyPairNameLimit) {
    throw parameterError(`a key pair name has 1 to ${keyPairNameLimit} letters, digits, hyphens and underscores`);
  }
  if (world.keyPairs.has(name)) {
    throw new KpsRefusal(duplicateKeyPair, "KPS.0002", `The key pair ${name} already exists`);
  }
}

function ownerOf({ world, principal }: SignedCall, userId: string | undefined): string {
  if (
    userId !== undefined &&
    userId !== principal.userId &&
    !world.identities.users.some((user) => user.id === userId)
  ) {
    throw new KpsRefusal(400, "KPS.0006", `The user ${userId} does not exist`);
  }
  return userId ?? principal.userId;
}

function imported({ world }: SignedCall, text: string): PublicKey {
  const key = world.keys.readPublicKey(text);
  if (key === undefined) {
    throw parameterError("public_key is not a supported public key");
  }
  return key;
}

function hosting(
  { world }: SignedCall,
  protection: CreateKeypairBody["keypair"]["key_protection"],
  publicKey: PublicKey,
  generated: KeyMaterial | undefined,
): Pick<KeyPair, "privateKey" | "kmsKeyId"> {
  if (protection === undefined) {
    return {};
  }
  const privateKey = generated?.privateKey ?? protection.private_key;
  if (privateKey === undefined) {
    throw parameterError("key_protection.private_key is required to import a key pair that is hosted");
  }
  checkPair(world, privateKey, publicKey);
  return { privateKey, kmsKeyId: kmsKeyOf(world, protection.encryption) };
}

/**
 * Makes sure that a private key belongs to a public one.
 *
 * @throws Refusal 400 KPS.0002 when it cannot be read, KPS.6011 when it belongs to another key
 */
export function checkPair(world: World, privateKey: string, publicKey: PublicKey): void {
  const half = world.keys.publicHalf(privateKey);
  if (half === undefined) {
    throw parameterError("the private key is not an unencrypted PEM key");
  }
  if (half.body !== publicKey.body) {
    throw new KpsRefusal(400, "KPS.6011", "The private key does not match the public key");
  }
}
