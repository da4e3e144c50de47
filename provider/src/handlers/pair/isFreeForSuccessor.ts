import { keyPairInputsSchema } from "../../model/keyPair";
import type { PlainObject } from "../../model/plainObject";
import { samePublicKey } from "../../model/publicKey";
import { materialInFile } from "../../operations/keyPair/findMaterial";
import { lookUpOrList } from "../../operations/keyPair/listedKeyPair";
import { ownInputs } from "../checkInputs";
import { presentStep } from "../connection";
import type { Call } from "../shown";
import { pairRequest } from "./pairRequest";

/** A preview must not hang on this: without an answer the name counts as free, and creating it says what is wrong. */
const PATIENCE_MS = 10_000;

/**
 * Whether a name that is made for a pair to come can be had: no pair has it, or one that the creation will find to be its
 * own, by the key in its file or as an identical one that may be adopted. Otherwise it belongs to the pair that this one
 * takes the place of. Never throws: what cannot be found out counts as free.
 */
export async function isFreeForSuccessor(name: string, news: PlainObject, call: Call): Promise<boolean> {
  try {
    const inputs = keyPairInputsSchema.safeParse(ownInputs(news));
    if (!inputs.success) {
      return true;
    }
    const context = await presentStep(call, PATIENCE_MS);
    const { cloud, deadlineMs, signal } = context;
    const found = await lookUpOrList(name, { cloud, deadlineMs, signal, attempts: 1 });
    if (typeof found === "string") {
      return true;
    }
    const request = pairRequest(inputs.data, name);
    const adoptable = request.adopt === "ifIdentical" && samePublicKey(request.publicKey, found.publicKey);
    const material = request.publicKey === undefined ? await materialInFile(request, context) : undefined;
    if (adoptable || samePublicKey(material?.publicKey, found.publicKey)) {
      return true;
    }
    call.row.notice(
      `there is a key pair "${name}" already, the one that this takes the place of or one that an interrupted run left: this one gets another name`,
    );
    return false;
  } catch {
    return true;
  }
}
