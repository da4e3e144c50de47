import { fingerprintOf, samePublicKey } from "../../model/publicKey";
import type { Candidate } from "./candidate";

/** The candidate to use, or why none can be. */
export type AuthFit = { fits: true; candidate: Candidate } | { fits: false; why: string };

/** What is known of the key on the server. */
export interface KnownKey {
  /**
   * Public halves that may be on the server, the likeliest first: the proven one, and the one the service now holds under
   * that name, where they differ.
   */
  publicKeys: readonly string[];
  /** A change failed, or its end is unknown: any key that is given may be the one. */
  uncertain: boolean;
  /** The binding was found, not made by us: its key need not be the one that the service now holds under its name. */
  found: boolean;
  /** What was tried to get in since the last success, oldest first. */
  tried: readonly string[];
}

/** The root password to send, for a server that has no key pair yet. */
export function fitPassword(candidates: readonly Candidate[], known: KnownKey): AuthFit {
  const [candidate] = inTurn(
    candidates.filter(({ kind }) => kind === "password"),
    known,
  );
  if (candidate !== undefined) {
    return { fits: true, candidate };
  }
  return {
    fits: false,
    why: candidates.length === 0 ? "no root password is given" : "a private key is given, but no root password",
  };
}

/**
 * The private key to send for a server that has a key pair: the one whose public half is the key now bound. Where that is
 * uncertain or unknown each has its turn, because the service proves it.
 */
export function fitPrivateKey(candidates: readonly Candidate[], known: KnownKey): AuthFit {
  const keys = candidates.filter((candidate) => candidate.kind === "privateKey");
  if (keys.length === 0) {
    return {
      fits: false,
      why: candidates.length === 0 ? "no private key is given" : "a root password is given, but no private key",
    };
  }
  const fitting = keys.filter(({ publicKey }) => isOneOf(publicKey, known.publicKeys));
  const [candidate] = inTurn(isOpen(known, fitting) ? keys : fitting, known);
  if (candidate !== undefined) {
    return { fits: true, candidate };
  }
  const given = keys.map((key) => `${key.from} is the key ${printOf(key.publicKey)}`).join(", ");
  return { fits: false, why: `${given}; the key now bound is ${known.publicKeys.map(printOf).join(" or ")}` };
}

/** What to send to a server nobody may look at: whatever is given, each in its turn. `first` goes before its like. */
export function fitAnything(candidates: readonly Candidate[], known: KnownKey, first: Candidate["kind"]): AuthFit {
  const fitting = candidates.filter((each) => each.kind === "privateKey" && isOneOf(each.publicKey, known.publicKeys));
  const open = isOpen(known, fitting);
  const keys = candidates.filter((each) => each.kind !== "privateKey" || open || fitting.includes(each));
  const preferred = [...keys].sort((one, other) => Number(other.kind === first) - Number(one.kind === first));
  const [candidate] = inTurn(preferred, known);
  return candidate === undefined ? fitPrivateKey(candidates, known) : { fits: true, candidate };
}

/** Whether a key may open the server that is not among those that are known: none of these does, or nobody knows. */
function isOpen(known: KnownKey, fitting: readonly Candidate[]): boolean {
  const { uncertain, publicKeys, found, tried } = known;
  return fitting.length === 0
    ? uncertain || publicKeys.length === 0 || found
    : uncertain || fitting.every((each) => tried.includes(triedName(each)));
}

/** A way in as the record of what was tried names it: a key by its public half, a password by where it came from. */
export function triedName(candidate: Candidate): string {
  return candidate.kind === "privateKey" ? `key ${printOf(candidate.publicKey)}` : `password from ${candidate.from}`;
}

/** What was tried so far, with this way in as the latest. */
export function triedWith(tried: readonly string[], candidate: Candidate | undefined): string[] {
  const name = candidate === undefined ? undefined : triedName(candidate);
  return [...tried.filter((each) => each !== name), ...(name === undefined ? [] : [name])];
}

/**
 * What the program gives now before what state remembers; never tried before tried, then what was tried longest ago; then
 * the likeliest.
 */
function inTurn<T extends Candidate>(candidates: readonly T[], known: KnownKey): T[] {
  const place = (candidate: T): readonly number[] => [
    candidate.remembered === true ? 1 : 0,
    known.tried.indexOf(triedName(candidate)),
    candidate.kind === "privateKey" ? likelihoodOf(candidate.publicKey, known.publicKeys) : 0,
  ];
  return candidates
    .map((candidate) => ({ candidate, place: place(candidate) }))
    .sort((one, other) => compare(one.place, other.place))
    .map(({ candidate }) => candidate);
}

function likelihoodOf(publicKey: string, likely: readonly string[]): number {
  const place = likely.findIndex((each) => samePublicKey(publicKey, each));
  return place < 0 ? likely.length : place;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const differing = one.findIndex((value, index) => value !== other[index]);
  return differing < 0 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
}

function isOneOf(publicKey: string, publicKeys: readonly string[]): boolean {
  return publicKeys.some((each) => samePublicKey(publicKey, each));
}

function printOf(publicKey: string): string {
  return fingerprintOf(publicKey) ?? "of an unknown fingerprint";
}
