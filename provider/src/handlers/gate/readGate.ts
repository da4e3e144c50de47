import type { dynamic } from "@pulumi/pulumi";
import { gateStateSchema } from "../../model/dmsTaskGate";
import type { PlainObject } from "../../model/plainObject";
import { DEFAULT_TIMEOUT_MS } from "../../model/timeouts";
import { readDmsTasks } from "../../operations/dms/dmsListing";
import { tallyDmsTasks } from "../../operations/dms/dmsTally";
import { presentStep } from "../connection";
import type { Call } from "../shown";
import { gateOutputs, gateRecord } from "./gateRecord";

/**
 * A gate tells what was seen when it was passed, so there is nothing to refresh. Only one that no state knows yet
 * (`DmsTaskGate.get`) looks, once.
 */
export async function readGate(id: string, props: PlainObject, call: Call): Promise<dynamic.ReadResult> {
  if (gateStateSchema.parse(props).phase !== undefined) {
    return { id, props };
  }
  const context = await presentStep(call, DEFAULT_TIMEOUT_MS);
  const { cloud, deadlineMs, signal } = context;
  const read = await readDmsTasks(context, { instanceId: id }, { deadlineMs, signal });
  const tally = tallyDmsTasks(read);
  const record = gateRecord(tally.settled ? "settled" : "waiting", { tasks: read.tasks, tally }, cloud.serviceNow());
  return { id, props: { ...props, ...gateOutputs({ instanceId: id }, record, cloud) } };
}
