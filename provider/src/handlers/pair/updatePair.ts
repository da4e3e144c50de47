import type { dynamic } from "@pulumi/pulumi";
import { errorText } from "../../diagnostics/errors/diagnose";
import { resourceSpeaker } from "../../diagnostics/speaker";
import { keyPairInputsSchema, keyPairRecordOf, keyPairStateSchema, type KeyPairRecord } from "../../model/keyPair";
import type { PlainObject } from "../../model/plainObject";
import { samePublicKey } from "../../model/publicKey";
import { timeoutMs } from "../../model/timeouts";
import { changeKeyPair } from "../../operations/keyPair/changeKeyPair";
import { makeKeyPair } from "../../operations/keyPair/makeKeyPair";
import type { KeyPairRequest } from "../../operations/keyPair/keyPairRequest";
import { asksAsAnother } from "../../operations/keyPair/whoAsks";
import { keyPairFacts } from "../../operations/keyPair/keyPairFacts";
import { lookUpKnownKeyPair } from "../../operations/step/lookUpKeyPair";
import { RefusedError } from "../../operations/step/refusedError";
import type { StepContext } from "../../operations/step/stepContext";
import { ownInputs } from "../checkInputs";
import { connectionOfState, contextOf } from "../connection";
import type { Call } from "../shown";
import { PartialCreation } from "../partialCreation";
import { shownError } from "../shownError";
import { pairOutputs } from "./pairOutputs";
import { pairRequest } from "./pairRequest";

/**
 * Brings a key pair to what the program asks for now, in place; one that is gone and whose private key state has is made
 * anew with that key. Throws PartialCreation when only a part of it could be done; a change of which nothing was done is an
 * ordinary error.
 */
export async function updatePair(
  id: string,
  olds: PlainObject,
  news: PlainObject,
  call: Call,
): Promise<dynamic.UpdateResult> {
  const inputs = keyPairInputsSchema.parse(ownInputs(news));
  const state = keyPairStateSchema.parse(olds);
  const connection = await connectionOfState(call.process, state, `updating key pair "${id}"`);
  const context = contextOf(call, connection, timeoutMs(inputs.timeouts, "update"));
  const request = pairRequest(inputs, id);
  const present = await presentRecord(keyPairRecordOf(state), request, context);
  const { record, changed, failure } = await changeKeyPair(present, request, context);
  if (failure !== undefined) {
    const attempted = `updating key pair "${id}": ${failure.doing} failed`;
    if (!changed && state.settled !== false) {
      throw shownError(failure.error, attempted, call.process.exit);
    }
    const outputs = pairOutputs(inputs, record, connection.cloud, false);
    throw new PartialCreation(id, outputs, errorText(failure.error, attempted, resourceSpeaker));
  }
  call.row.close("updated");
  return { outs: pairOutputs(inputs, record, connection.cloud) };
}

/** What state knows, as the service has it now. */
async function presentRecord(
  record: KeyPairRecord,
  request: KeyPairRequest,
  context: StepContext,
): Promise<KeyPairRecord> {
  const { name: id } = request;
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
      return madeAnew(record, request, context);
    }
    throw new RefusedError(
      `updating key pair "${id}": KPS knows no such key pair any more`,
      [["where", `region ${context.cloud.region}, project ${context.cloud.projectId}`]],
      "run `pulumi refresh`; the next `pulumi up` then creates it again",
    );
  }
  if (found === "unreadable") {
    return record;
  }
  const facts = keyPairFacts(found, record.publicKey);
  if (record.publicKey !== "" && !samePublicKey(facts.publicKey, record.publicKey)) {
    throw new RefusedError(
      `updating key pair "${id}": it was made anew elsewhere and holds another key`,
      [["found", `key ${facts.fingerprint}, not ${record.fingerprint}`]],
      "run `pulumi refresh`; the next `pulumi preview` then says what will be done",
    );
  }
  return { ...record, ...facts };
}

/** Servers that have its key go on with it: only the pair is gone, and only the output may hold the private key. */
async function madeAnew(record: KeyPairRecord, request: KeyPairRequest, context: StepContext): Promise<KeyPairRecord> {
  const { publicKey, privateKey, privateKeyFile } = record;
  const { record: made } = await makeKeyPair({ ...request, publicKey, keyProtection: undefined }, context);
  context.notice(`key pair "${request.name}" was gone: made anew with its key, which state holds`);
  return { ...made, privateKey, privateKeyFile };
}
