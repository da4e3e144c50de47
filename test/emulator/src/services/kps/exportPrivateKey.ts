import { readBody } from "../../http/readBody";
import type { Operation, SignedCall } from "../../http/operation";
import { namedKeypairSchema } from "./keyPairBodies";
import { KpsRefusal } from "../../refusal";
import { findKeyPair, parameterError } from "./kpsRefusal";

/** POST /keypairs/private-key/export. */
export const exportPrivateKey: Operation = {
  name: "ExportPrivateKey",
  method: "POST",
  path: "/v3/:project_id/keypairs/private-key/export",
  service: "kps",
  quota: "keyPairs",
  run(call) {
    const { name } = readBody(call.body, namedKeypairSchema, parameterError).keypair;
    call.note({ keyPairName: name });
    return { status: 200, body: { keypair: { name, private_key: hostedPrivateKey(call, name) } } };
  },
};

/**
 * The hosted private key of a key pair.
 *
 * @throws Refusal KPS.4016, or 400 KPS.6005 when it is not hosted
 */
export function hostedPrivateKey({ world, principal }: SignedCall, name: string): string {
  const { privateKey } = findKeyPair(world, principal, name);
  if (privateKey === undefined) {
    throw new KpsRefusal(400, "KPS.6005", `The private key of the key pair ${name} is not hosted`);
  }
  return privateKey;
}
