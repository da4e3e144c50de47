import type { BindingRecord } from "../../model/bindingRecord";
import type { FleetFailure } from "../../model/fleet/fleetResult";

/** A reason as people are told it, beside what state keeps of it. */
export interface FailedServer {
  readonly failure: FleetFailure;
  readonly serverName: string | undefined;
  /** What the person can do; empty for nothing in particular. */
  readonly next: string;
}

interface SettledBefore {
  /** What is known since a change of an earlier run has ended. */
  readonly settled?: BindingRecord | undefined;
}

/** How a run ended for one server. Nothing that is known gets lost: an end carries the record to keep. */
export type FleetEnd =
  | { readonly end: "bound"; readonly record: BindingRecord; readonly serverName: string | undefined }
  /** A task of ours has not ended; `earlier`: one that an earlier run has begun, for what the program asked for then. */
  | {
      readonly end: "waiting";
      readonly record: BindingRecord;
      readonly serverName: string | undefined;
      readonly earlier: boolean;
    }
  /** A task failed, or nothing was posted. Without a record, what was known before still holds, but for what was settled. */
  | ({ readonly end: "failed"; readonly record?: BindingRecord | undefined } & SettledBefore & FailedServer)
  /** It is no longer ours to look after. */
  | { readonly end: "letGo" }
  /** The run ended before it came to this server. */
  | ({ readonly end: "notBegun" } & SettledBefore);
