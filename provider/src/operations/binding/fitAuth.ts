import { fingerprintOf, samePublicKey } from "../../model/publicKey";
import type { Candidate } from "./candidate";

/** The candidate to use, or why none can be. */
export type Fit = { fits: true; candidate: Candidate } | { fits: false; why: string };

/** The root password to send, for a server that has no key pair yet: the first one given. */
export function fitPassword(candidates: readonly Candidate[]): Fit {
  const candidate = candidates.find(({ kind }) => kind === "password");
  if (candidate !== undefined) {
    return { fits: true, candidate };
  }
  return {
    fits: false,
    why: candidates.length === 0 ? "no root password is given" : "a private key is given, but no root password",
  };
}

/**
 * The private key to send for a server that has a key pair: the one whose public half is the key now bound. Several
 * public keys are given when it is uncertain which of them is on the server; the likeliest comes first. While none is
 * known a lone private key is tried, because the service proves it; of several none is guessed.
 */
export function fitPrivateKey(candidates: readonly Candidate[], boundPublicKeys: readonly string[]): Fit {
  const keys = candidates.filter((candidate) => candidate.kind === "privateKey");
  if (keys.length === 0) {
    return {
      fits: false,
      why: candidates.length === 0 ? "no private key is given" : "a root password is given, but no private key",
    };
  }
  if (boundPublicKeys.length === 0) {
    const [only, ...others] = keys;
    return only !== undefined && others.every((other) => samePublicKey(other.publicKey, only.publicKey))
      ? { fits: true, candidate: only }
      : { fits: false, why: `${keys.length} private keys are given, and it is not known which one is now bound` };
  }
  for (const bound of boundPublicKeys) {
    const candidate = keys.find((key) => samePublicKey(key.publicKey, bound));
    if (candidate !== undefined) {
      return { fits: true, candidate };
    }
  }
  const given = keys.map((key) => `${key.from} is the key ${printOf(key.publicKey)}`).join(", ");
  return { fits: false, why: `${given}; the key now bound is ${boundPublicKeys.map(printOf).join(" or ")}` };
}

function printOf(publicKey: string): string {
  return fingerprintOf(publicKey) ?? "of an unknown fingerprint";
}
