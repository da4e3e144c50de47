import type { dynamic } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { fleetStateSchema } from "../../model/fleet/fleetState";
import type { PlainObject } from "../../model/plainObject";
import { driftText } from "../../operations/fleet/driftText";
import { isDone, planFleet } from "../../operations/fleet/planFleet";
import { unpackResults } from "../../operations/fleet/unpackResults";
import type { Call } from "../shown";
import { listedServers } from "./listedServers";
import { previewText } from "./previewText";
import { triggersMark } from "./triggersMark";

/** Inputs that are kept among the outputs: where no server needs anything for it, a change needs no request. */
const KEPT_KEYS = [
  "servers",
  "keyPairName",
  "keyPairFingerprint",
  "triggers",
  "auth",
  "replaces",
  "disablePassword",
  "onDelete",
  "failedTasks",
  "verify",
  "canaries",
  "maxFailures",
  "concurrency",
  "timeouts",
] as const;

/**
 * What differs between what is known of the servers and the program; everything is an update in place. Says what the
 * update will do. A fleet that is not all settled always differs: a refresh must not make the engine forget it.
 */
export function diffFleet(olds: PlainObject, news: PlainObject, { row }: Call): dynamic.DiffResult {
  const state = fleetStateSchema.parse(olds);
  const listed = listedServers(news["servers"]);
  if (listed === undefined) {
    row.notice("which servers it will have is not known yet");
    return { changes: true };
  }
  const servers = unpackResults(state, listed.known);
  const plan = planFleet(
    {
      serverIds: listed.known,
      keyPairName: news["keyPairName"],
      fingerprint: news["keyPairFingerprint"],
      triggers: triggersMark(news["triggers"], state.triggersKey),
    },
    servers,
  );
  const drift = driftText(servers, news["keyPairName"]);
  if (drift !== "") {
    row.notice(drift);
  }
  const kept = KEPT_KEYS.filter((key) => !isDeepStrictEqual(olds[key], news[key]));
  if (plan.changes.length === 0 && kept.includes("disablePassword")) {
    row.warning("disablePassword takes effect at the next bind; change triggers to bind again now");
  }
  const todo = previewText(plan, listed.unknown);
  if (todo !== "") {
    row.notice(todo);
  }
  return { changes: !isDone(plan) || listed.unknown > 0 || kept.length > 0 };
}
