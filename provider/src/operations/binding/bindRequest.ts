import type { Auth } from "../../model/auth";
import type { BindingRecord } from "../../model/bindingRecord";

/** One server is to have one key pair. */
export interface BindRequest {
  serverId: string;
  keyPairName: string;
  /** Given by the program; undefined when it has no opinion. */
  keyPairFingerprint: string | undefined;
  /** Ways in: those the program gives now, then those recorded with the present binding. */
  auths: readonly Auth[];
  replaces: readonly string[];
  port: number | undefined;
  disablePassword: boolean | undefined;
  verify: "auto" | "none";
  /** Bind even when the pair is bound already: `triggers` changed. */
  again: boolean;
  /** What our state knows. */
  record: BindingRecord;
  /** The program still asks for just what the task in the record was posted for. */
  attemptIsCurrent: boolean;
}

/** How binding ended. Nothing that is known gets lost: each end carries the record to keep. */
export type BindEnd =
  { end: "bound"; record: BindingRecord } | { end: "failed" | "waiting"; record: BindingRecord; report: string };
