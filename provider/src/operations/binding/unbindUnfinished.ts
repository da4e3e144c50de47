import type { BindingRecord } from "../../model/bindingRecord";
import { UnfinishedError } from "../step/unfinishedError";

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
