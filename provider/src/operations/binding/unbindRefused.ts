import type { BindingRecord } from "../../model/bindingRecord";

/**
 * No unbind was posted, because of `refusal`; but what became of an earlier change of the server is known since. Whoever can
 * keep the record does; a person is told the refusal.
 */
export class UnbindRefused extends Error {
  constructor(
    readonly refusal: unknown,
    readonly record: BindingRecord,
  ) {
    super(refusal instanceof Error ? refusal.message : String(refusal));
  }
}
