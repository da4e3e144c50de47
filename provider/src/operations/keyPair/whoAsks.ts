import type { Cloud } from "../../client/cloud";
import type { Fact } from "../../diagnostics/report";
import type { KeyPairRecord } from "../../model/keyPair";

/** Who made a pair and who asks for it, in words; both as far as the credentials and the state tell. */
export interface OtherAsker {
  readonly facts: readonly Fact[];
}

/**
 * Whether "there is no such pair" leaves open that there is one: a pair of scope user exists for its user only, so it says
 * nothing to anybody else. Undefined when it counts.
 * @throws ServiceError, TransportError when signing in does not tell who asks
 */
export async function asksAsAnother(
  record: Pick<KeyPairRecord, "scope" | "made" | "userId">,
  cloud: Cloud,
  signal: AbortSignal | undefined,
): Promise<OtherAsker | undefined> {
  if (record.scope === "account") {
    return undefined;
  }
  const asker = await cloud.asker(signal);
  const owner = record.userId === undefined ? undefined : `IAM user ${record.userId}`;
  if (asker !== undefined && (asker === record.made?.by || asker === owner)) {
    return undefined;
  }
  return {
    facts: [
      ["cause", "a key pair of scope user exists for its IAM user only; nobody else can tell whether it is there"],
      ["made by", record.made?.by ?? owner ?? "not known: state of an earlier release does not say"],
      ["asked by", asker ?? "not known: neither these credentials nor IAM say which IAM user they belong to"],
    ],
  };
}
