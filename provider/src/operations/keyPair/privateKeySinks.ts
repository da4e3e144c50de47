import type { KeyPairRecord } from "../../model/keyPair";
import { publicHalf } from "../../model/privateKey";
import { samePublicKey } from "../../model/publicKey";
import type { FileContext } from "../step/namedFile";
import { keyInFile } from "./findPrivateKey";

/** What a delete takes away of the private key of a pair. */
export interface DoomedPrivateKey {
  /** The places it is in that go with the delete. */
  readonly places: readonly string[];
  /** No other place is known to hold it. */
  readonly only: boolean;
}

/** The private key of a pair that is about to go: where it is lost, and whether it then is lost for good. */
export async function doomedPrivateKey(
  record: KeyPairRecord,
  { givesKey, hosted }: { givesKey: boolean; hosted: boolean },
  context: FileContext,
): Promise<DoomedPrivateKey> {
  const places = [
    ...(hosted ? ["hosted in KPS"] : []),
    ...(record.privateKey === undefined ? [] : ["the output privateKey in state"]),
  ];
  return { places, only: places.length > 0 && !givesKey && !(await isKeptElsewhere(record, context)) };
}

async function isKeptElsewhere(record: KeyPairRecord, context: FileContext): Promise<boolean> {
  const { keyProtection, privateKeyFile, privateKey } = record;
  // What was found under the name last may be another key than the one that goes.
  const publicKey = (privateKey === undefined ? undefined : publicHalf(privateKey)) ?? record.publicKey;
  const given = keyProtection?.privateKey;
  if (given !== undefined && samePublicKey(publicHalf(given), publicKey)) {
    return true;
  }
  return privateKeyFile !== undefined && "privateKey" in (await keyInFile(privateKeyFile, publicKey, context));
}
