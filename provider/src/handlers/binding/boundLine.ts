import type { BindingRecord } from "../../model/bindingRecord";

/** The closing line on the row of a binding that holds. */
export function boundLine(record: BindingRecord): string {
  const name = record.boundKeyPairName ?? "";
  if (record.adopted === true) {
    return `already bound to "${name}": adopted, nothing was posted`;
  }
  const how = record.operation === undefined ? "" : ` by ${record.operation}`;
  return `bound to "${name}"${how}${record.verified === false ? ", not verified in ECS" : ""}`;
}
