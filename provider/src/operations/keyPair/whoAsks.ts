import type { Cloud } from "../../client/cloud";
import type { Fact } from "../../diagnostics/report";
import type { KeyPairRecord } from "../../model/keyPair";
import { withinStep, type StepLimits } from "../step/withinStep";

/** Who made a pair and who asks for it, in words; both as far as the credentials and the state tell. */
export interface OtherAsker {
  readonly facts: readonly Fact[];
}

/**
 * Names the IAM user that asks, as far as the credentials or IAM tell (see `Cloud.asker`), no later than the step may take:
 * IAM's answer is shared with others.
 * @throws RefusedError at the deadline or an interruption; ServiceError, TransportError when signing in fails
 */
export function askerWithin(limits: StepLimits): Promise<string | undefined> {
  return withinStep(limits.cloud.asker(limits.signal), limits, "the name of the IAM user");
}

/**
 * Whether "there is no such pair" leaves open that there is one: a pair of scope user exists for its user only, so it says
 * nothing to anybody else. Undefined when it counts: to who made it, or has seen it.
 * @param limits of the step that asks; none for a look that has none
 * @throws RefusedError at its limits; ServiceError, TransportError when signing in does not tell who asks
 */
export async function asksAsAnother(
  record: Pick<KeyPairRecord, "scope" | "made" | "seenBy" | "userId">,
  cloud: Cloud,
  limits?: StepLimits,
): Promise<OtherAsker | undefined> {
  if (record.scope === "account") {
    return undefined;
  }
  const asker = await (limits === undefined ? cloud.asker() : askerWithin(limits));
  const owner = record.userId === undefined ? undefined : `IAM user ${record.userId}`;
  if (asker !== undefined && [record.made?.by, record.seenBy, owner].includes(asker)) {
    return undefined;
  }
  return {
    facts: [
      ["cause", "a key pair of scope user exists for its IAM user only; nobody else can tell whether it is there"],
      ["made by", record.made?.by ?? owner ?? "not known: state of an earlier release does not say"],
      ["seen by", record.seenBy ?? ""],
      ["asked by", asker ?? "not known: neither these credentials nor IAM say which IAM user they belong to"],
    ],
  };
}
