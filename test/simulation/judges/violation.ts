import type { CallRecord } from "../callRecord";
import type { AcceptedPost } from "../chronicle";

/** The judgements: what a history is looked at for. */
export type Judgement =
  | "one accepted POST"
  | "state is true"
  | "nobody locked out"
  | "converges"
  | "limits hold"
  | "others left alone"
  | "no secret shown"
  | "plays on";

/** Something that must not be. */
export interface Violation {
  readonly judgement: Judgement;
  /** One sentence. */
  readonly text: string;
  readonly atMs: number;
  /** The server it is about. */
  readonly serverId?: string | undefined;
  /** Which call says it. */
  readonly call?: CallRecord;
  /** Of two POSTs for one change the earlier one and the later one. */
  readonly posts?: { readonly earlier: AcceptedPost; readonly later: AcceptedPost };
}
