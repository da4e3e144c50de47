import type { dynamic } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { bindingStateSchema, type BindingState } from "../../model/binding";
import { ecsServerId } from "../../model/identifier";
import type { PlainObject } from "../../model/plainObject";
import type { Call } from "../shown";
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
export function diffBinding(olds: PlainObject, news: PlainObject, { row }: Call): dynamic.DiffResult {
  if (ecsServerId(String(olds["serverId"])) !== ecsServerId(String(news["serverId"]))) {
    return { changes: true, replaces: ["serverId"], deleteBeforeReplace: false };
  }
  const state = bindingStateSchema.parse(olds);
  const binds = needsBind(state, {
    keyPairName: news["keyPairName"],
    keyPairFingerprint: news["keyPairFingerprint"],
    triggers: news["triggers"],
  });
  const drift = driftRemark(state, news["keyPairName"]);
  if (drift !== undefined) {
    row.notice(drift);
  }
  const kept = KEPT_KEYS.filter((key) => !isDeepStrictEqual(olds[key], news[key]));
  if (!binds && kept.includes("disablePassword")) {
    row.warning("disablePassword takes effect at the next bind; change triggers to bind again now");
  }
  return { changes: binds || kept.length > 0 };
}

/** What was found on the server instead of what we bound, and what this update will do about it. */
function driftRemark(state: BindingState, wanted: unknown): string | undefined {
  const { keyPairName: found, boundKeyPairName: ours } = state;
  const settled = state.phase === "bound" || state.phase === "unbound";
  if (!settled || found === undefined || ours === undefined || found === ours) {
    return undefined;
  }
  if (found === wanted) {
    return `the server was found bound to "${found}" instead of "${ours}", as the program asks by now: this update adopts it`;
  }
  return found === ""
    ? `the server was found without a key pair instead of with "${ours}"; this update binds "${String(wanted)}" (a running server needs its root password)`
    : `the server was found bound to "${found}" instead of "${ours}"; this update replaces it only if replaces names "${found}", or auth holds its private key`;
}
