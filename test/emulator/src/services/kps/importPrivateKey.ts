import { z } from "zod";
import { readBody } from "../../http/readBody";
import type { Operation } from "../../http/operation";
import { checkPair } from "./createKeypair";
import { encryptionSchema, kmsKeyOf } from "./keyPairBodies";
import { findKeyPair, parameterError } from "./kpsRefusal";

const bodySchema = z.object({
  keypair: z.object({
    name: z.string().min(1),
    user_id: z.string().optional(),
    key_protection: z.object({ private_key: z.string().min(1), encryption: encryptionSchema }),
  }),
});

/** POST /keypairs/private-key/import: hosts the private key of a key pair. */
export const importPrivateKey: Operation = {
  name: "ImportPrivateKey",
  method: "POST",
  path: "/v3/:project_id/keypairs/private-key/import",
  service: "kps",
  quota: "keyPairs",
  changes: true,
  run({ world, principal, body, note }) {
    const { keypair } = readBody(body, bodySchema, parameterError);
    note({ keyPairName: keypair.name });
    const pair = findKeyPair(world, principal, keypair.name);
    checkPair(world, keypair.key_protection.private_key, pair.publicKey);
    pair.privateKey = keypair.key_protection.private_key;
    pair.kmsKeyId = kmsKeyOf(world, keypair.key_protection.encryption);
    return { status: 200, body: { keypair: { name: pair.name } } };
  },
};
