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

async function isKeptElsewhere(
  { keyProtection, privateKeyFile, publicKey }: KeyPairRecord,
  context: FileContext,
): Promise<boolean> {
  const given = keyProtection?.privateKey;
  if (given !== undefined && samePublicKey(publicHalf(given), publicKey)) {
    return true;
  }
  return privateKeyFile !== undefined && "privateKey" in (await keyInFile(privateKeyFile, publicKey, context));
}
