import type { dynamic } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { bindingStateSchema } from "../../model/binding";
import type { PlainObject } from "../../model/plainObject";
import { liveRow } from "../liveRow";
import { needsBind } from "./bindingChange";

/** Inputs that are simply kept: a change needs no request. */
const KEPT_KEYS = [
  "auth",
  "replaces",
  "port",
  "disablePassword",
  "onDelete",
  "failedTasks",
  "verify",
  "timeouts",
] as const;

/**
 * What differs between state and program. Another server replaces; everything else is an update in place. A binding that
 * is not settled always differs: a refresh in between must not make the engine forget that something waits.
 */
export function diffBinding(olds: PlainObject, news: PlainObject): dynamic.DiffResult {
  if (olds["serverId"] !== news["serverId"]) {
    return { changes: true, replaces: ["serverId"], deleteBeforeReplace: false };
  }
  const state = bindingStateSchema.parse(olds);
  const binds = needsBind(state, {
    keyPairName: news["keyPairName"],
    keyPairFingerprint: news["keyPairFingerprint"],
    triggers: news["triggers"],
  });
  const kept = KEPT_KEYS.filter((key) => !isDeepStrictEqual(olds[key], news[key]));
  if (!binds && kept.includes("disablePassword")) {
    liveRow(typeof news["resourceUrn"] === "string" ? news["resourceUrn"] : undefined).warning(
      "disablePassword takes effect at the next bind; change triggers to bind again now",
    );
  }
  return { changes: binds || kept.length > 0 };
}
