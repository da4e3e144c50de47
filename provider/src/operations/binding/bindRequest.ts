import type { Auth } from "../../model/auth";
import type { BindingRecord } from "../../model/bindingRecord";
import type { BoundKey } from "./bindingRecord";
import type { Candidate } from "./candidate";

/** One server is to have one key pair. */
export interface BindRequest {
  serverId: string;
  keyPairName: string;
  /** Given by the program; undefined when it has no opinion. */
  keyPairFingerprint: string | undefined;
  /** Ways in that the program gives now. */
  auths: readonly Auth[];
  /** Ways in that only our state remembers. */
  remembered: readonly Auth[];
  replaces: readonly string[];
  port: number | undefined;
  disablePassword: boolean | undefined;
  verify: "auto" | "none";
  /** Bind even when the pair is bound already: `triggers` changed. */
  again: boolean;
  /** This program made the key pair, so that a task which binds it here can only be one of ours. */
  ownKeyPair: boolean;
  /** This run of the program has generated its key, so that a binding which is found is older. */
  keyIsNew: boolean;
  /** What our state knows. */
  record: BindingRecord;
  /** The key pair that a refresh found instead of what the record says; "" for none. */
  found: string | undefined;
  /** The program still asks for just what the change in the record was sent for. */
  attemptIsCurrent: boolean;
}

/** How binding ended. Nothing that is known gets lost: each end carries the record to keep. */
export type BindEnd =
  | { end: "bound"; record: BindingRecord }
  | { end: "failed"; record: BindingRecord; report: string }
  /** The pair was made anew while it was bound: what is on the server now is not the key that was asked for. */
  | { end: "otherKey"; record: BindingRecord; report: string }
  /** `earlier`: for a change that an earlier run has sent, and so for what the program asked for then. */
  | { end: "waiting"; record: BindingRecord; report: string; earlier: boolean }
  /** Nothing was posted, because of `error`; but what became of an earlier change is known since. */
  | { end: "refused"; record: BindingRecord; error: unknown };

/** What a POST is to make, and with what else it could be tried. */
export interface BindPlan {
  key: BoundKey;
  candidates: readonly Candidate[];
}

/** The server has the key pair, as a look has shown. */
export interface Bound {
  key: BoundKey;
  ecsKnown: boolean;
  /** Nothing tells whether the key on it is the one that the pair has now. */
  keyIsUnproven: boolean;
  /** Somebody else was seen to bind it since the pair has the key that it has now. */
  keyIsSeen: boolean;
}
