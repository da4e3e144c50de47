import type { Fact } from "../../diagnostics/report";
import { samePublicKey } from "../../model/publicKey";
import type { KeyPairFacts } from "./keyPairFacts";
import type { KeyPairRequest } from "./keyPairRequest";

/** What to do about a key pair that has the name already. */
export type NameTaken =
  { action: "take"; adopted: boolean } | { action: "refuse"; why: string; facts: readonly Fact[]; next: string };

/** Where the key to be had under the name comes from: `file` proves that its private half is ours. */
export type WantedKey =
  { from: "given" | "file"; publicKey: string } | { from: "generated"; missingFile: string | undefined };

/**
 * Whether a key pair that exists under the name asked for is ours (its private half is in our file: an earlier reply
 * was lost), may be adopted (same key, same scope and owner, and the program allows it), or stands in the way.
 */
export function decideNameTaken(
  request: Pick<KeyPairRequest, "scope" | "userId" | "adopt">,
  found: Pick<KeyPairFacts, "publicKey" | "fingerprint" | "scope" | "userId">,
  wanted: WantedKey,
): NameTaken {
  const facts: Fact[] = [
    ["found", `key ${found.fingerprint}, scope ${found.scope ?? "unknown"}, user ${found.userId ?? "unknown"}`],
  ];
  const refuse = (why: string, next: string): NameTaken => ({ action: "refuse", why, facts, next });
  if (wanted.from === "generated") {
    const { missingFile } = wanted;
    return missingFile === undefined
      ? refuse(
          "a key pair of this name exists already",
          `give another name; or delete it if an interrupted \`pulumi up\` left it behind; ${REPLACING}`,
        )
      : refuse(
          `a key pair of this name exists already, and there is no file ${missingFile} with its private key`,
          `give another name, or put its private key there if it is yours; ${REPLACING}`,
        );
  }
  if (!samePublicKey(wanted.publicKey, found.publicKey)) {
    return refuse(
      "a key pair of this name exists already and holds another key",
      `give another name, or delete the existing one; ${REPLACING}`,
    );
  }
  if (request.userId !== undefined && found.userId !== undefined && request.userId !== found.userId) {
    return refuse(
      `a key pair of this name exists already and belongs to another user than userId ${request.userId}`,
      "give another name, or leave out userId to use the existing one",
    );
  }
  if (request.scope !== undefined && found.scope !== undefined && request.scope !== found.scope) {
    return refuse(
      `a key pair of this name and key exists already in another scope than "${request.scope}"`,
      `give another name, or scope "${found.scope}"; ${REPLACING}`,
    );
  }
  if (wanted.from === "file") {
    return { action: "take", adopted: false };
  }
  return request.adopt === "ifIdentical"
    ? { action: "take", adopted: true }
    : refuse(
        'a key pair of this name and key exists already, and adopt is "never"',
        `set adopt: "ifIdentical" to use it (it is then kept on delete), or give another name; ${REPLACING}`,
      );
}

const REPLACING =
  "if this resource is being replaced under its own name (--replace), set the option deleteBeforeReplace: true";
