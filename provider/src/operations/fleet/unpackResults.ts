import { bindingStateSchema, recordOf, type BindingState } from "../../model/binding";
import { ecsServerId } from "../../model/identifier";
import { isPlainObject, type PlainObject } from "../../model/plainObject";
import { expectedRecord } from "./expectedRecord";
import type { FleetResult } from "../../model/fleet/fleetResult";
import type { FleetServer } from "../../model/fleet/fleetServer";
import { besideOf, type PackedResults } from "./packResults";
import { unpack, WHOLE } from "./sharedTexts";
import { longFailure } from "./shortFailure";
import { longMade } from "./shortMade";

/**
 * The servers of a fleet out of what state holds. What cannot be read of a record is left out.
 * @param declared the servers of the program: one that it writes in other letters by now goes by these
 */
export function unpackResults(
  { results, publicKeys, sharedTexts }: PackedResults,
  declared: readonly string[] = [],
): Map<string, FleetServer> {
  const written = new Map(declared.map((id) => [ecsServerId(id), id]));
  const nameOf = (id: string): string => {
    const now = written.get(ecsServerId(id)) ?? id;
    return now in results ? id : now;
  };
  return new Map(
    Object.entries(results).map(([id, result]) => [nameOf(id), unpackOne(result, publicKeys, sharedTexts)]),
  );
}

function unpackOne(
  result: FleetResult,
  publicKeys: Readonly<Record<string, string>>,
  shared: readonly string[],
): FleetServer {
  const unpacked = unpack(recordIn(result, shared), shared, besideOf(result));
  const { triggers, ...rest } = isPlainObject(unpacked) ? unpacked : {};
  const expected = expectedRecord(result);
  const whole: PlainObject = { ...expected, ...rest };
  const fingerprint = whole["keyPairFingerprint"];
  if (!("boundPublicKey" in whole) && typeof fingerprint === "string") {
    whole["boundPublicKey"] = publicKeys[fingerprint];
  }
  whole["failure"] = longFailure(whole["failure"], whole);
  whole["made"] = longMade(whole["made"], whole);
  const parsed = readablePart(withoutNull(whole), expected);
  // What this release writes says for itself what is made and what is uncertain.
  const record = { ...recordOf(parsed), made: parsed.made, keyUncertain: parsed.keyUncertain };
  const found = result.keyPairName === (record.boundKeyPairName ?? "") ? undefined : result.keyPairName;
  return {
    phase: result.phase,
    record,
    found,
    failure: result.failure,
    triggers: typeof triggers === "string" ? triggers : undefined,
  };
}

/** A record without what cannot be read of it; there the visible part of the result counts. */
function readablePart(record: PlainObject, expected: PlainObject): BindingState {
  const read = bindingStateSchema.safeParse(record);
  if (read.success) {
    return read.data;
  }
  const damaged = read.error.issues.map(({ path: [key] }) => String(key));
  const instead = damaged.map((key) => [key, expected[key]]);
  // What became of a change that cannot be read is not known, so neither is the key.
  const uncertain = damaged.includes("attempt") || damaged.includes("keyUncertain");
  return bindingStateSchema.parse({
    ...record,
    ...Object.fromEntries(instead),
    ...(uncertain ? { keyUncertain: true } : {}),
  });
}

/** The record of a result as it was packed, wherever it stands. */
function recordIn({ record = {} }: FleetResult, shared: readonly string[]): unknown {
  if (!(WHOLE in record)) {
    return record;
  }
  try {
    return JSON.parse(String(unpack(record[WHOLE], shared, {})));
  } catch {
    return {};
  }
}

function withoutNull(value: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}
