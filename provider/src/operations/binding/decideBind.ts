import type { Operation } from "../../model/operation";
import { samePublicKey } from "../../model/publicKey";
import type { Candidate } from "./candidate";
import { fitAnything, fitPassword, fitPrivateKey, type AuthFit, type KnownKey } from "./fitAuth";
import type { ServerFacts } from "./serverFacts";

/** Everything the decision rests on. */
export interface BindFacts {
  server: Exclude<ServerFacts, { known: "gone" }>;
  /** What is asked for; the fingerprint only when the program gives one. */
  wanted: { keyPairName: string; fingerprint: string | undefined };
  /** What our state says is bound to this server. */
  recorded: { keyPairName: string | undefined; fingerprint: string | undefined };
  /** A key pair that a task of ours was to bind, whatever became of it. */
  attempted: string | undefined;
  /** The key pair that a BIND of somebody else was just seen to bind; where ECS can be asked, that counts instead. */
  boundByOther: string | undefined;
  /** The binding has the name that is asked for, but is older than the key that the pair has now. */
  older: boolean;
  /** What is known of the key now on the server. */
  key: KnownKey;
  /** Public key that the service holds under the name of the pair ECS says is bound. */
  namedPublicKey: string | undefined;
  replaces: readonly string[];
  candidates: readonly Candidate[];
  /** Bind even when the pair is bound already, as our record says: `triggers` changed. */
  again: boolean;
}

/** What to do now. A refusal says why and what is needed, and nothing is posted. */
export type BindDecision =
  | { action: "done" }
  | { action: "post"; operation: Exclude<Operation, "UNBIND">; online: boolean; auth: Candidate | undefined }
  | { action: "refuse"; why: string; next: string };

const PASSWORD_NEXT =
  'give the root password: auth: { passwordEnv: "..." } or { password: ... }; or stop the server first: a stopped server needs no auth';
const KEY_NEXT =
  'give the private key now in use: auth: { privateKeyFile: "..." }, { privateKeyEnv: "..." } or, if KPS hosts it, { hosted: true }; or stop the server first: a stopped server needs no auth';

const UNCERTAIN_NEXT =
  "give it in auth (the old one and the new one may both be given, each has its turn); or stop the server (a stopped server needs no auth); or bind another key pair";

/** Decides what binding needs. Pure: it asks nobody and sends nothing. */
export function decideBind(facts: BindFacts): BindDecision {
  return facts.server.known ? decideKnown(facts, facts.server) : decideUnseen(facts);
}

function decideKnown(facts: BindFacts, server: Extract<ServerFacts, { known: true }>): BindDecision {
  const bound = server.keyPairName;
  if (bound === facts.wanted.keyPairName && isSettled(facts)) {
    return { action: "done" };
  }
  if (server.power === "other") {
    return {
      action: "refuse",
      why: `the server is in status ${server.status}; a key pair can be bound to a server that is ACTIVE or SHUTOFF`,
      next: "wait until the server is running or stopped, then run `pulumi up` again",
    };
  }
  if (bound !== undefined && !mayReplace(facts, bound)) {
    return notOurs(facts, bound);
  }
  if (server.power === "stopped") {
    return { action: "post", operation: bound === undefined ? "BIND" : "RESET", online: false, auth: undefined };
  }
  return bound === undefined
    ? online(
        "BIND",
        fitPassword(facts.candidates, facts.key),
        "the server is running and has no key pair: its root password is needed",
        PASSWORD_NEXT,
      )
    : online(
        "REPLACE",
        fitPrivateKey(facts.candidates, facts.key),
        needsKey(facts, bound),
        facts.key.uncertain ? UNCERTAIN_NEXT : KEY_NEXT,
      );
}

function notOurs(facts: BindFacts, bound: string): BindDecision {
  const named = `if it may be replaced, name it: replaces: ["${bound}"]`;
  return facts.older
    ? {
        action: "refuse",
        why: `the server was bound to a key pair "${bound}" before this run has generated the key that the pair of this name has now, so another key is on it`,
        next: `${named}; or give the new key pair another name`,
      }
    : {
        action: "refuse",
        why: `the server is bound to key pair "${bound}", which is not ours`,
        next: `${named}; or give its private key in auth`,
      };
}

function needsKey({ older, key }: BindFacts, bound: string): string {
  if (older) {
    return `the server is running and was bound to a key pair "${bound}" before this run has generated the key that the pair of this name has now: a private key that opens the server is needed`;
  }
  return key.uncertain
    ? `the server is running, ECS names key pair "${bound}", and after a change that failed or whose end is unknown its key may be another: a private key that opens the server is needed`
    : `the server is running and bound to key pair "${bound}": the private key now in use is needed`;
}

/**
 * Without ECS only our own state and what others were seen to do is known. Nothing is sent without auth, because nobody
 * knows whether the server runs; what is given has its turn, because the service proves it.
 */
function decideUnseen(facts: BindFacts): BindDecision {
  const recorded = facts.recorded.keyPairName;
  if ((facts.boundByOther ?? recorded) === facts.wanted.keyPairName && isSettled(facts)) {
    return { action: "done" };
  }
  // A password that only state remembers was for the server as it was before it had a key pair.
  const usable = facts.candidates.filter(
    (each) => each.kind === "privateKey" || each.remembered !== true || recorded === undefined,
  );
  const fit = fitAnything(usable, facts.key, recorded === undefined ? "password" : "privateKey");
  return online(
    fit.fits && fit.candidate.kind === "password" ? "BIND" : "REPLACE",
    fit,
    "ECS cannot be asked whether the server is running and which key pair it has, so nothing is sent without auth",
    "give the root password of a server without a key pair, or the private key now in use; or allow ecs:cloudServers:get",
  );
}

/**
 * Whether the name on record also says which key is there, and that is the one asked for. Where it has become what is asked
 * for since our record, that bind counts for changed `triggers` too: a run that was killed may have made it for them.
 */
function isSettled(facts: BindFacts): boolean {
  const again = facts.again && facts.recorded.keyPairName === facts.wanted.keyPairName;
  return !again && !facts.key.uncertain && sameKey(facts);
}

function sameKey(facts: BindFacts): boolean {
  const { wanted, recorded } = facts;
  const recordedHere = recorded.keyPairName === wanted.keyPairName ? recorded.fingerprint : undefined;
  return wanted.fingerprint === undefined || recordedHere === undefined || wanted.fingerprint === recordedHere;
}

function mayReplace(facts: BindFacts, bound: string): boolean {
  return (
    bound === facts.recorded.keyPairName ||
    bound === facts.attempted ||
    facts.replaces.includes(bound) ||
    // The key of a younger pair of the same name proves nothing.
    (!facts.older &&
      facts.candidates.some(
        (candidate) => candidate.kind === "privateKey" && samePublicKey(candidate.publicKey, facts.namedPublicKey),
      ))
  );
}

function online(operation: "BIND" | "REPLACE", fit: AuthFit, needed: string, next: string): BindDecision {
  return fit.fits
    ? { action: "post", operation, online: true, auth: fit.candidate }
    : { action: "refuse", why: `${needed}; ${fit.why}`, next };
}
