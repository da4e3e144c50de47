import type { dynamic } from "@pulumi/pulumi";
import { isDeepStrictEqual } from "node:util";
import { visibleProse } from "../../diagnostics/text/visibleText";
import { keyPairStateSchema, madeOf, type KeyPairState } from "../../model/keyPair";
import type { PlainObject } from "../../model/plainObject";
import { fingerprintOf } from "../../model/publicKey";
import type { PlacedKeyPair } from "../run/declaration";
import type { Call } from "../shown";
import { tellOfKeyFile } from "./keyFile";
import { differing, replacingInputs, type ReplacingInputs } from "./replacingInputs";

/** Inputs of which leaving one out takes something back. */
const COMPARED_KEYS = [
  "keyProtection",
  "privateKeyFile",
  "exposePrivateKey",
  "adopt",
  "forceDelete",
  "timeouts",
] as const;

/**
 * What differs between state and program. Another name, key, algorithm, scope or owner replaces, the old pair first
 * when the name stays; the rest is updated in place. A key pair that is not settled always differs. Notes that the
 * program has the pair, unless it is to be replaced.
 */
export async function diffPair(olds: PlainObject, news: PlainObject, call: Call): Promise<dynamic.DiffResult> {
  const { process, row } = call;
  const pair = placedPair(olds);
  const before = replacingInputs({ ...olds, keyProtection: undefined });
  // A pair that is still to be made is made for whom the program says.
  const isOpen = (key: keyof ReplacingInputs): boolean =>
    (key === "scope" || key === "userId") && before[key] === undefined && olds["settled"] === false;
  const replaces: string[] = differing(before, replacingInputs(news)).filter((key) => !isOpen(key));
  if (olds["name"] !== news["name"]) {
    replaces.push("name");
  }
  if (olds["replacedElsewhere"] === true && replacingInputs(news).publicKey === undefined) {
    row.warning(
      `key pair "${String(olds["name"])}" was made anew elsewhere and now holds the key ${String(olds["fingerprint"])}, not the one generated here: it will be replaced`,
    );
    replaces.push("publicKey");
  }
  if (replaces.length > 0) {
    const deleteBeforeReplace = olds["name"] === news["name"];
    if (deleteBeforeReplace && pair !== undefined) {
      await process.declared.releaseKeyPair(pair);
    }
    return { changes: true, replaces: [...new Set(replaces)], deleteBeforeReplace };
  }
  if (pair !== undefined) {
    await process.declared.holdKeyPair(pair, { made: isOurs(keyPairStateSchema.parse(olds)), urn: row.urn });
  }
  if (olds["privateKeyFile"] === news["privateKeyFile"]) {
    await tellOfKeyFile(String(olds["name"]), keyPairStateSchema.parse(olds), call);
  }
  const updates = COMPARED_KEYS.filter((key) => !isDeepStrictEqual(olds[key], news[key]));
  const { description } = news;
  const describes = description !== undefined && !sameProse(description, olds["description"] ?? "");
  const hosts = news["keyProtection"] !== undefined && olds["managed"] !== true;
  return { changes: updates.length > 0 || describes || hosts || olds["settled"] === false };
}

/** KPS gives a description back as people may see it. */
function sameProse(one: unknown, other: unknown): boolean {
  return typeof one === "string" && typeof other === "string" && visibleProse(one) === visibleProse(other);
}

/** Whether what was found last is still the pair that we made. */
function isOurs(state: KeyPairState): boolean {
  const made = madeOf(state);
  const held = state.publicKey === undefined ? undefined : fingerprintOf(state.publicKey);
  return made !== undefined && (made.fingerprint === undefined || held === undefined || made.fingerprint === held);
}

/** The pair of a state and where it is; undefined where the state does not tell. */
function placedPair({ name, region, projectId }: PlainObject): PlacedKeyPair | undefined {
  return typeof name === "string" && typeof region === "string" && typeof projectId === "string"
    ? { name, region, projectId }
    : undefined;
}
