import type { dynamic } from "@pulumi/pulumi";
import { errorText } from "../../diagnostics/errors/diagnose";
import { resourceSpeaker } from "../../diagnostics/speaker";
import { foundKeyPairInputsSchema, keyPairRecordOf, keyPairStateSchema, type KeyPairRecord } from "../../model/keyPair";
import type { PlainObject } from "../../model/plainObject";
import { isAnotherKey } from "../../model/publicKey";
import { timeoutMs } from "../../model/timeouts";
import { changeKeyPair, isUnanswered } from "../../operations/keyPair/changeKeyPair";
import { listedKeyPair } from "../../operations/keyPair/listedKeyPair";
import { makeKeyPair, type MadeKeyPair } from "../../operations/keyPair/makeKeyPair";
import type { KeyPairRequest } from "../../operations/keyPair/keyPairRequest";
import { asksAsAnother } from "../../operations/keyPair/whoAsks";
import { keyPairFacts } from "../../operations/keyPair/keyPairFacts";
import { lookUpKnownKeyPair } from "../../operations/step/lookUpKeyPair";
import { RefusedError } from "../../operations/step/refusedError";
import type { StepContext } from "../../operations/step/stepContext";
import { ownInputs } from "../checkInputs";
import { stepOfState } from "../connection";
import type { Call } from "../shown";
import { PartialCreation } from "../partialCreation";
import { shownError } from "../shownError";
import { pairOutputs } from "./pairOutputs";
import { pairRequest } from "./pairRequest";

/**
 * Brings a key pair to what the program asks for now, in place; one that is gone and whose private key state has is made
 * anew with that key. Throws PartialCreation when only a part of it could be done, or may have been; a change of which nothing
 * was done is an ordinary error.
 */
export async function updatePair(
  id: string,
  olds: PlainObject,
  news: PlainObject,
  call: Call,
): Promise<dynamic.UpdateResult> {
  const inputs = foundKeyPairInputsSchema.parse(ownInputs(news));
  const state = keyPairStateSchema.parse(olds);
  const context = await stepOfState(call, timeoutMs(inputs.timeouts, "update"), state, `updating key pair "${id}"`);
  const request = pairRequest(inputs, id);
  const { record: present, doubt } = await presentPair(keyPairRecordOf(state), request, context);
  if (doubt !== undefined) {
    throw new PartialCreation(id, pairOutputs(inputs, present, context.cloud, false), doubt.message);
  }
  const { record, changed, failure } = await changeKeyPair(present, request, context);
  if (failure !== undefined) {
    const attempted = `updating key pair "${id}": ${failure.doing} failed`;
    // What may have been carried out all the same must not be forgotten: the program may go back to what state says.
    if (!changed && state.settled !== false && !isUnanswered(failure.error)) {
      throw shownError(failure.error, attempted, call.process.exit);
    }
    const outputs = pairOutputs(inputs, record, context.cloud, false);
    throw new PartialCreation(id, outputs, errorText(failure.error, attempted, resourceSpeaker));
  }
  call.row.close("updated");
  return { outs: pairOutputs(inputs, record, context.cloud) };
}

/** What of a pair counts on here: `doubt` says why nobody can tell whether it is there. */
type PresentPair = Pick<MadeKeyPair, "record" | "doubt">;

/** What state knows, as the service has it now. */
async function presentPair(record: KeyPairRecord, request: KeyPairRequest, context: StepContext): Promise<PresentPair> {
  const { name: id } = request;
  if (record.creationLost === true) {
    return madeWithItsKey(record, request, context);
  }
  const found = await lookUpKnownKeyPair(id, context);
  if (found === "absent") {
    const another = await asksAsAnother(record, context.cloud, context);
    if (another !== undefined) {
      throw new RefusedError(
        `updating key pair "${id}": these credentials cannot tell whether it is still there`,
        another.facts,
        "use the credentials that made it; if it is really gone, take it out of state with `pulumi state delete`, and the next `pulumi up` creates it again",
      );
    }
    if (record.made !== undefined && record.privateKey !== undefined) {
      const made = await madeWithItsKey(record, request, context);
      if (made.doubt === undefined) {
        context.notice(`key pair "${id}" was gone: made anew with its key, which state holds`);
      }
      return made;
    }
    throw new RefusedError(
      `updating key pair "${id}": KPS knows no such key pair any more`,
      [["where", `region ${context.cloud.region}, project ${context.cloud.projectId}`]],
      "run `pulumi refresh`; the next `pulumi up` then creates it again",
    );
  }
  const listed = found === "unreadable" ? await listedKeyPair(id, context) : found;
  if (typeof listed === "string") {
    return { record };
  }
  const facts = keyPairFacts(listed, record);
  if (record.publicKey !== "" && isAnotherKey(facts.publicKey, record.publicKey)) {
    throw new RefusedError(
      `updating key pair "${id}": it was made anew elsewhere and holds another key`,
      [["found", `key ${facts.fingerprint}, not ${record.fingerprint}`]],
      "run `pulumi refresh`; the next `pulumi preview` then says what will be done",
    );
  }
  // The list leaves out most of what the detail tells.
  return { record: listed === found ? { ...record, ...facts } : { ...record, managed: facts.managed } };
}

/**
 * The pair with the key that state has of it: made anew (servers that have the key go on with it, and only the output may
 * hold the private key); or, where the answer to its creation was lost, as that has brought it, and made now if it has not.
 */
async function madeWithItsKey(
  record: KeyPairRecord,
  request: KeyPairRequest,
  context: StepContext,
): Promise<PresentPair> {
  const { publicKey, privateKey, privateKeyFile, creationLost } = record;
  const withKey: KeyPairRequest = { ...request, publicKey, keyProtection: undefined };
  const { record: made, doubt } = await makeKeyPair(withKey, context, creationLost);
  const keyProtection = made.managed ? record.keyProtection : undefined;
  return { record: { ...made, privateKey, privateKeyFile, keyProtection }, doubt };
}
