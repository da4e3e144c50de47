import type { KeyPairRecord } from "../../model/keyPair";
import { publicHalf } from "../../model/privateKey";
import { samePublicKey } from "../../model/publicKey";
import { hostedCandidate } from "../binding/hostedCandidate";
import type { KeyPairRequest } from "./keyPairRequest";
import { fileText, type FileContext } from "../step/namedFile";
import { readPrivateKeyFile } from "./readPrivateKeyFile";
import type { StepContext } from "../step/stepContext";

/** The private key of a pair, proven by its public half, or why none of the places that could hold it does. */
export type FoundPrivateKey = { privateKey: string } | { problems: string[] };

/**
 * The private key of a key pair that exists, from wherever it is kept: the inputs, the state, its files, KPS itself.
 * Asks the service last. Problems hold no secret.
 */
export async function findPrivateKey(
  record: KeyPairRecord,
  wanted: KeyPairRequest,
  context: StepContext,
): Promise<FoundPrivateKey> {
  const problems: string[] = [];
  for (const privateKey of [wanted.keyProtection?.privateKey, record.privateKey, record.keyProtection?.privateKey]) {
    if (privateKey !== undefined && samePublicKey(publicHalf(privateKey), record.publicKey)) {
      return { privateKey };
    }
  }
  for (const path of new Set([record.privateKeyFile, wanted.privateKeyFile])) {
    if (path !== undefined) {
      const inFile = await keyInFile(path, record.publicKey, context);
      if ("privateKey" in inFile) {
        return inFile;
      }
      problems.push(...inFile.problems);
    }
  }
  if (!record.managed) {
    return { problems: [...problems, "KPS does not host it"] };
  }
  const hosted = await hostedCandidate(wanted.name, context);
  if (typeof hosted === "string") {
    return { problems: [...problems, hosted] };
  }
  return hosted.kind === "privateKey" && samePublicKey(hosted.publicKey, record.publicKey)
    ? { privateKey: hosted.secret }
    : { problems: [...problems, "the private key that KPS hosts belongs to another key"] };
}

/** The private key in a file, when it is that of `publicKey`. */
export async function keyInFile(given: string, publicKey: string, context: FileContext): Promise<FoundPrivateKey> {
  const file = await readPrivateKeyFile(given, context);
  if (file.found === "key") {
    return samePublicKey(file.material.publicKey, publicKey)
      ? { privateKey: file.material.privateKey }
      : { problems: [`${fileText(given)} holds another private key`] };
  }
  return { problems: [`${fileText(given)} ${file.found === "absent" ? "does not exist" : file.why}`] };
}
