import type { BindingRecord } from "../../model/bindingRecord";
import { UnfinishedError } from "../step/unfinishedError";
import { attempted, failed, givenUp } from "./bindingRecord";
import type { Sent } from "./sent";
import type { Settled } from "./settled";

/** An unbind was posted and has failed or not ended. The message is the whole report for the person. */
export class UnbindUnfinishedError extends UnfinishedError {
  /** @param record what is known of the binding now; whoever can keep it does, so that the next run settles the unbind */
  constructor(
    report: string,
    readonly record: BindingRecord,
  ) {
    super(report);
  }
}

/** The record once an unbind was sent that has not succeeded. */
export function unfinished(
  record: BindingRecord,
  sent: Sent,
  settled: Extract<Settled, { is: "failed" | "waiting" | "unknowable" }>,
): BindingRecord {
  switch (settled.is) {
    case "failed":
      return failed(attempted(record, sent), settled);
    case "waiting":
      return { ...attempted(record, sent), taskStatus: settled.lastStatus };
    case "unknowable":
      return givenUp(record, sent, settled);
  }
}
