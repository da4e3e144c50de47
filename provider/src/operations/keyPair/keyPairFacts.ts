import type { KeyPairDetail } from "../../client/kps/showKeyPair";
import { algorithmOf } from "../../model/algorithm";
import type { KeyPairRecord } from "../../model/keyPair";
import { fingerprintOf } from "../../model/publicKey";

/** What the service alone can say of a key pair. */
export type KeyPairFacts = Pick<
  KeyPairRecord,
  | "publicKey"
  | "fingerprint"
  | "algorithm"
  | "scope"
  | "userId"
  | "description"
  | "managed"
  | "frozenState"
  | "createdAt"
>;

/** The detail of a key pair in our words; what the service leaves out contradicts nothing, and stays as it is `known`. */
export function keyPairFacts(detail: KeyPairDetail, known: Partial<KeyPairFacts> = {}): KeyPairFacts {
  const line = detail.publicKey === "" ? (known.publicKey ?? "") : detail.publicKey;
  return {
    publicKey: line,
    fingerprint: detail.fingerprint === "" ? (fingerprintOf(line) ?? "") : detail.fingerprint,
    algorithm: algorithmOf(line),
    scope: scopeOf(detail.scope) ?? known.scope,
    userId: detail.userId ?? known.userId,
    description: detail.description ?? "",
    managed: detail.isKeyProtection ?? known.managed ?? false,
    frozenState: detail.frozenState ?? known.frozenState ?? 0,
    createdAt: detail.createTime === undefined ? known.createdAt : new Date(detail.createTime).toISOString(),
  };
}

/** The wire's "domain" is every IAM user of the account. */
export function scopeOf(wire: string | undefined): "user" | "account" | undefined {
  if (wire === "domain") {
    return "account";
  }
  return wire === "user" ? "user" : undefined;
}
