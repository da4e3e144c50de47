import { isDeepStrictEqual } from "node:util";
import { isBareNotFound, isKeyPairNotFound, isNotHosted } from "../../client/apiErrors";
import { clearPrivateKey } from "../../client/kps/clearPrivateKey";
import { importPrivateKey } from "../../client/kps/importPrivateKey";
import type { KeyPairRecord } from "../../model/keyPair";
import { withoutUndefined } from "../../model/plainObject";
import { publicHalf } from "../../model/privateKey";
import { asPem } from "../../model/privateKeyForm";
import { samePublicKey } from "../../model/publicKey";
import type { CallOptions } from "../../transport/callOptions";
import { findPrivateKey, keyInFile } from "./findPrivateKey";
import type { KeyPairRequest } from "./keyPairRequest";
import { lookUpKnownKeyPair } from "../step/lookUpKeyPair";
import { RefusedError } from "../step/refusedError";
import { repeatHarmless } from "../step/repeatHarmless";
import type { StepContext } from "../step/stepContext";
import { untilAnswered } from "../step/untilAnswered";

/**
 * Has KPS host the private key as keyProtection asks: for the first time, again after it was cleared elsewhere, or
 * under another encryption (the key is taken out and handed in again; KPS never is without it).
 * Throws RefusedError when the private key cannot be had.
 */
export async function host(
  record: KeyPairRecord,
  wanted: KeyPairRequest,
  context: StepContext,
): Promise<KeyPairRecord> {
  const { name, userId, keyProtection } = wanted;
  const isHosted = record.managed && record.hostingLost !== true;
  if (keyProtection === undefined || (isHosted && sameProtection(record.keyProtection, keyProtection))) {
    return record;
  }
  const found = await findPrivateKey(record, wanted, context);
  if ("problems" in found) {
    throw new RefusedError(
      `hosting the private key of "${name}" in KPS: the private key cannot be had`,
      [["problem", found.problems.join("; ")]],
      "give it as keyProtection.privateKey, together with publicKey, or go back to the inputs as they were",
    );
  }
  context.progress({
    doing: `key pair "${name}"`,
    status: "hosting the private key",
    sinceMs: context.monotonicMs(),
  });
  const privateKey = asPem(found.privateKey);
  const request = { name, userId, keyProtection: { ...keyProtection, privateKey } };
  const send = (options: CallOptions): Promise<void> => importPrivateKey(context.cloud, request, options);
  await repeatHarmless(() => untilAnswered(send, context), context);
  context.hostedKeys.forget(name);
  return { ...record, managed: true, keyProtection, hostingLost: undefined };
}

/** What is known of a pair after a hosting that may have been carried out unseen. */
export function hostedPerhaps(record: KeyPairRecord, { keyProtection }: KeyPairRequest): KeyPairRecord {
  return { ...record, keyProtection, hostingLost: true };
}

/**
 * Has KPS forget the private key when keyProtection was taken out of the inputs. Throws RefusedError while KPS has the
 * only copy.
 */
export async function unhost(
  record: KeyPairRecord,
  wanted: KeyPairRequest,
  context: StepContext,
): Promise<KeyPairRecord> {
  if (wanted.keyProtection !== undefined || record.keyProtection === undefined) {
    return record;
  }
  if (record.managed) {
    await refuseOnlyCopy(record, wanted, context);
    const send = (options: CallOptions): Promise<void> => clearPrivateKey(context.cloud, wanted.name, options);
    await repeatHarmless(
      () =>
        untilAnswered(send, context).catch(async (error: unknown) => {
          if (!(await isCleared(wanted.name, error, context))) {
            throw error;
          }
        }),
      context,
    );
    context.hostedKeys.forget(wanted.name);
  }
  return { ...record, managed: false, keyProtection: undefined, hostingLost: undefined };
}

/**
 * Whether a refusal says, or the pair shows, that KPS hosts its private key no more. The pair was there a moment ago: that it is
 * not found may pass.
 */
async function isCleared(name: string, error: unknown, context: StepContext): Promise<boolean> {
  if (isNotHosted(error)) {
    return true;
  }
  const isUnfound = isKeyPairNotFound(error) || isBareNotFound(error);
  const found = isUnfound ? await lookUpKnownKeyPair(name, context) : "unreadable";
  return typeof found === "string" ? found === "absent" : found.isKeyProtection === false;
}

async function refuseOnlyCopy(record: KeyPairRecord, wanted: KeyPairRequest, context: StepContext): Promise<void> {
  const given = record.keyProtection?.privateKey;
  const byProgram = given !== undefined && samePublicKey(publicHalf(given), record.publicKey);
  const exposed = wanted.exposePrivateKey && record.privateKey !== undefined;
  if (byProgram || exposed) {
    return;
  }
  const path = wanted.privateKeyFile;
  const inFile =
    path === undefined ? { problems: ["it is in no file"] } : await keyInFile(path, record.publicKey, context);
  if ("problems" in inFile) {
    throw new RefusedError(
      `removing keyProtection of "${wanted.name}": KPS hosts the only copy of the private key`,
      [["problem", inFile.problems.join("; ")]],
      "keep it elsewhere first: add privateKeyFile or exposePrivateKey: true (with keyProtection still there), then remove keyProtection",
    );
  }
}

function sameProtection(one: KeyPairRequest["keyProtection"], other: KeyPairRequest["keyProtection"]): boolean {
  return isDeepStrictEqual(withoutUndefined({ ...one }), withoutUndefined({ ...other }));
}
