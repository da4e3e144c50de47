import { randomUUID } from "node:crypto";
import type { FleetInputs } from "../../model/fleet/fleet";
import type { FleetState } from "../../model/fleet/fleetState";
import { KnownWays, serverIdOf } from "../../model/fleet/waysIn";
import type { PlainObject } from "../../model/plainObject";
import { bindFleet } from "../../operations/fleet/bindFleet";
import { countsOf } from "../../operations/fleet/fleetCounts";
import { countsText, fleetReport } from "../../operations/fleet/fleetReport";
import { unpackResults } from "../../operations/fleet/unpackResults";
import type { StepContext } from "../../operations/step/stepContext";
import { PartialCreation } from "../partialCreation";
import type { Call } from "../shown";
import { fleetAttempt } from "./fleetAttempt";
import { fleetOutputs } from "./fleetOutputs";
import { triggersMark } from "./triggersMark";

/** What create and update share: the inputs, what state knew, and what the call works with. */
export interface FleetStep {
  readonly id: string;
  readonly inputs: FleetInputs;
  readonly before: FleetState | undefined;
  readonly context: StepContext;
}

/** Does what is left to do and returns the outputs. Throws PartialCreation when the fleet is not all bound then. */
export async function runFleet(step: FleetStep, call: Call): Promise<PlainObject> {
  const { id, inputs, before, context } = step;
  const { declared } = call.process;
  const { region, projectId } = context.cloud;
  const pair = { region, projectId, name: inputs.keyPairName };
  const serverIds = inputs.servers.map(serverIdOf);
  const triggersKey = before?.triggersKey ?? (inputs.triggers && randomUUID());
  const change = await bindFleet(
    {
      serverIds,
      keyPairName: inputs.keyPairName,
      fingerprint: inputs.keyPairFingerprint,
      triggers: triggersMark(inputs.triggers, triggersKey),
      replaces: inputs.replaces ?? [],
      disablePassword: inputs.disablePassword,
      verify: inputs.verify ?? "auto",
      onDelete: inputs.onDelete ?? "auto",
      failedTasks: inputs.failedTasks ?? "keep",
      ownKeyPair: await declared.hasMadeKeyPair(pair),
      keyIsNew: await declared.hasGeneratedKeyPair(pair),
      canaries: inputs.canaries ?? 0,
      maxFailures: inputs.maxFailures,
      concurrency: inputs.concurrency,
      ways: new KnownWays(inputs, before, before?.remembered),
      servers: before === undefined ? new Map() : unpackResults(before, serverIds),
      claimed: (serverId) => declared.hasServer(serverId),
    },
    context,
  );
  const outs = { ...fleetOutputs(inputs, change.servers, context.cloud, before), ...(triggersKey && { triggersKey }) };
  const counts = countsOf(change.servers);
  if (counts.bound < counts.total) {
    const attempted = fleetAttempt(inputs.keyPairName);
    const next = "run `pulumi up` again: it does only what is left";
    throw new PartialCreation(
      id,
      outs,
      fleetReport({ attempted, ...change, next, inResults: true }, countsText(counts)),
    );
  }
  call.row.close(countsText(counts));
  return outs;
}
