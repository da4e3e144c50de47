import { updateKeyPairDescription } from "../../client/kps/updateKeyPairDescription";
import { visibleProse } from "../../diagnostics/text/visibleText";
import type { KeyPairRecord } from "../../model/keyPair";
import { host, hostedPerhaps, unhost } from "./hostPrivateKey";
import { expose, keepInFile, unexpose } from "./keepPrivateKey";
import type { KeyPairRequest } from "./keyPairRequest";
import type { StepContext } from "../step/stepContext";
import { mayHaveBeenAccepted } from "../../transport/mayHaveBeenAccepted";
import { isServiceError } from "../../transport/serviceError";
import { isTransportError } from "../../transport/transportError";

/** How far a change came: what now is, and what stopped it, if anything did. */
export interface ChangeEnd {
  record: KeyPairRecord;
  changed: boolean;
  failure?: { doing: string; error: unknown };
}

type Step = (record: KeyPairRecord, wanted: KeyPairRequest, context: StepContext) => Promise<KeyPairRecord>;

/** A private key reaches its new places before it is taken out of an old one. */
const STEPS: readonly (readonly [doing: string, step: Step])[] = [
  ["writing the private key", keepInFile],
  ["hosting the private key", host],
  ["exposing the private key", expose],
  ["clearing the hosted private key", unhost],
  ["hiding the private key", unexpose],
  ["setting the description", describe],
];

/**
 * Brings a key pair that exists to what is asked for, one step after the other. Never throws: the end says how far it
 * came, so that nothing that was done is forgotten.
 */
export async function changeKeyPair(
  record: KeyPairRecord,
  wanted: KeyPairRequest,
  context: StepContext,
): Promise<ChangeEnd> {
  let present = record;
  for (const [doing, step] of STEPS) {
    try {
      present = await step(present, wanted, context);
    } catch (error) {
      if (step === host && isUnanswered(error)) {
        present = hostedPerhaps(present, wanted);
      }
      return { record: present, changed: present !== record, failure: { doing, error } };
    }
  }
  return { record: present, changed: present !== record };
}

/** Whether a request was sent that may have been carried out; what is refused here was not sent. */
export function isUnanswered(error: unknown): boolean {
  return (isServiceError(error) || isTransportError(error)) && mayHaveBeenAccepted(error);
}

async function describe(
  record: KeyPairRecord,
  { name, description }: KeyPairRequest,
  context: StepContext,
): Promise<KeyPairRecord> {
  if (description === undefined || visibleProse(description) === visibleProse(record.description ?? "")) {
    return record;
  }
  context.progress({
    doing: `key pair "${name}"`,
    status: "setting the description",
    sinceMs: context.monotonicMs(),
  });
  const options = { deadlineMs: context.deadlineMs, signal: context.signal };
  await updateKeyPairDescription(context.cloud, name, description, options);
  return { ...record, description };
}
