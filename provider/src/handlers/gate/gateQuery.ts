import type { GateInputs } from "../../model/dmsTaskGate";
import { parseIsoTime } from "../../model/isoTime";
import type { DmsTaskQuery } from "../../operations/dms/dmsListing";

/** The tasks that the inputs of a gate mean. */
export function gateQuery({ instanceId, since, until, names, expect }: GateInputs): DmsTaskQuery & {
  expect: number | undefined;
} {
  return { instanceId, since: dateOf(since), until: dateOf(until), names, expect };
}

function dateOf(text: string | undefined): Date | undefined {
  const ms = text === undefined ? undefined : parseIsoTime(text);
  return ms === undefined ? undefined : new Date(ms);
}
