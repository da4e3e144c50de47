import { isDeepStrictEqual } from "node:util";
import type { FleetResult } from "../../../provider/src/model/fleet/fleetResult";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import type { CallRecord } from "../callRecord";
import { declaredIn } from "../callsForServers";
import type { Violation } from "./violation";

/** What state holds of one server at most, in bytes. */
const BYTES_A_SERVER = 450;

/** What a call says about a fleet as a whole agrees with what it says about each server; those are judged by themselves. */
export function fleetsAreTrue(call: CallRecord): Violation[] {
  const { verb, end } = call;
  if (!("outputs" in end) || verb === "delete") {
    return [];
  }
  const { outputs } = end;
  const results = outputs["results"] as Readonly<Record<string, FleetResult>>;
  const texts = [...summary(outputs, Object.values(results)), ...sizes(results)];
  if (verb !== "read") {
    texts.push(...servers(call, results));
    if (end.how === "done" && outputs["phase"] !== "bound") {
      texts.push(`${verb} of a fleet is done, but its phase is ${String(outputs["phase"])}`);
    }
  }
  return texts.map((text) => ({ judgement: "state is true", text, atMs: call.toMs }));
}

/** `counts` and `phase` are those of the results. */
function summary({ counts, phase }: PlainObject, results: readonly FleetResult[]): string[] {
  const count = (...phases: readonly FleetResult["phase"][]): number =>
    results.filter((result) => phases.includes(result.phase)).length;
  const [bound, waiting] = [count("bound"), count("waiting")];
  const total = results.length;
  const failed = count("failed", "leaving", "unbound", "gone");
  const counted = { total, bound, failed, waiting, notBegun: count("notBegun") };
  const whole = bound === total ? "bound" : bound + waiting === total ? "waiting" : "partly";
  return isDeepStrictEqual(counts, counted) && phase === whole
    ? []
    : [
        `the fleet is ${String(phase)} with ${JSON.stringify(counts)}, but its servers make it ${whole} with ${JSON.stringify(counted)}`,
      ];
}

function sizes(results: Readonly<Record<string, FleetResult>>): string[] {
  return Object.entries(results).flatMap(([id, result]) => {
    const bytes = Buffer.byteLength(JSON.stringify({ [id]: result })) - "{}".length;
    return bytes > BYTES_A_SERVER ? [`server ${id} takes ${bytes} bytes of state: ${JSON.stringify(result)}`] : [];
  });
}

/** Every declared server has its result, bound ones the key pair asked for, and others are on their way out. */
function servers({ inputs }: CallRecord, results: Readonly<Record<string, FleetResult>>): string[] {
  const declared = declaredIn(inputs);
  const missing = declared.filter((id) => results[id] === undefined);
  const named = Object.entries(results).flatMap(([id, { phase, keyPairName }]) => {
    const leaves = !declared.includes(id);
    if (leaves !== (phase === "leaving")) {
      return [`server ${id} is ${leaves ? "not " : ""}declared, and its phase is ${phase}`];
    }
    return phase === "bound" && keyPairName !== inputs["keyPairName"]
      ? [`server ${id} counts as bound, with ${keyPairName} in the place of ${String(inputs["keyPairName"])}`]
      : [];
  });
  return [...missing.map((id) => `nothing is known of server ${id}, which is declared`), ...named];
}
