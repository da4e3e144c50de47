import { isBareNotFound, isKeyPairNotFound } from "../../client/apiErrors";
import { deleteKeyPair } from "../../client/kps/deleteKeyPair";
import type { KeyPairDetail } from "../../client/kps/showKeyPair";
import { actionOf } from "../../diagnostics/iamActions";
import { enumerated } from "../../diagnostics/text/enumerated";
import type { KeyPairRecord } from "../../model/keyPair";
import type { Made } from "../../model/made";
import { fingerprintOf } from "../../model/publicKey";
import { mayHaveBeenAccepted } from "../../transport/mayHaveBeenAccepted";
import { lookUpKnownKeyPair, type KeyPairLookUp } from "../step/lookUpKeyPair";
import { pause } from "../step/pause";
import { RefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import { listedKeyPair } from "./listedKeyPair";
import { doomedPrivateKey, type DoomedPrivateKey } from "./privateKeySinks";
import { searchLostKeyPair } from "./searchLostKeyPair";
import { serversBeingBound, type BeingBound } from "./serversBeingBound";
import { mayBeUsed, serversUsing, useText, type KeyPairUse } from "./serversUsing";
import { asksAsAnother } from "./whoAsks";

const PACE_MS = 2_000;
/** Deletions of a pair that may not be looked at which have to be answered "not found", one after the other. */
const MOST_NOT_FOUND = 4;
/** A look that is older than this is repeated before the deletion is sent, in ms. */
const LOOK_AGAIN_AFTER_MS = 5_000;

/** A key pair that is to go: the one that was made here, and no other of its name. */
export interface RemoveRequest {
  readonly made: Made;
  readonly record: KeyPairRecord;
  /** The program gives the key, so that its private half is with whoever wrote the program. */
  readonly givesKey: boolean;
  readonly forceDelete: boolean;
  /** Asked right before the deletion is sent: whether a resource of the running program has the pair. */
  readonly isStillDeclared: () => Promise<boolean>;
}

/** What became of it. */
export type Removed = "deleted" | "gone" | "someoneElses" | "stillDeclared";

/**
 * Deletes a key pair that was made here. One that is gone already is fine; one that meanwhile holds another key is
 * somebody else's and is left, hosted or not. Servers that use it go on accepting its key and are named in a notice.
 * Throws RefusedError when it cannot be told whether the pair is gone, and when the only private key would go while
 * servers use the pair or are being bound to it, or while that cannot be checked, unless deletion is forced.
 */
export async function removeKeyPair(request: RemoveRequest, context: StepContext): Promise<Removed> {
  const { name } = request.made;
  let notFound = 0;
  let use: string | undefined;
  let unseen: string | undefined;
  let isPerhapsDeleted = false;
  const deleted = (): Removed => {
    context.hostedKeys.forget(name);
    context.keyPairLookUps.forget(name);
    [use, unseen].filter((text) => text !== undefined).forEach(context.notice);
    return "deleted";
  };
  for (let first = true; ; first = false) {
    // Looked at again after every wait: what is at stake may have changed.
    const shown = await lookUpKnownKeyPair(name, context);
    let found = shown === "unreadable" ? await lookInList(name, context) : shown;
    if (first && found === "absent" && request.record.creationLost === true) {
      found = await lateCreation(name, context);
    }
    if (first && found === "absent") {
      await refuseForeignAbsence(request, "was not tried", context);
    }
    const state = stateOf(request, found);
    if (first) {
      const lookedAtMs = context.monotonicMs();
      use = await weighUse(request, found, state, context);
      if (state === "there" && context.monotonicMs() - lookedAtMs > LOOK_AGAIN_AFTER_MS * context.timeScale) {
        continue;
      }
    }
    if (state !== "there") {
      return state === "gone" && isPerhapsDeleted ? deleted() : state;
    }
    unseen = whyUnseen(name, found);
    if (await request.isStillDeclared()) {
      return "stillDeclared";
    }
    try {
      await deleteKeyPair(context.cloud, name, { deadlineMs: context.deadlineMs, signal: context.signal });
      return deleted();
    } catch (error) {
      if (isKeyPairNotFound(error)) {
        // It was there a moment ago, and one "not found" may pass.
        if (typeof found !== "string" && typeof (await lookUpKnownKeyPair(name, context)) !== "string") {
          throw error;
        }
        notFound += 1;
        if (found === "unreadable" && notFound < MOST_NOT_FOUND) {
          await pause(PACE_MS * context.timeScale, `deleting key pair "${name}", which KPS does not find`, context);
          continue;
        }
        if (isPerhapsDeleted) {
          return deleted();
        }
        // To another user a pair of its maker's is not there.
        await refuseForeignAbsence(request, "found no such pair", context);
        return "gone";
      }
      if (isBareNotFound(error) && (await lookUpKnownKeyPair(name, context)) === "absent") {
        return isPerhapsDeleted ? deleted() : "gone";
      }
      const late = context.monotonicMs() >= context.deadlineMs || context.signal?.aborted === true;
      if (!mayHaveBeenAccepted(error) || late) {
        throw error;
      }
      isPerhapsDeleted = true;
    }
    // Interrupted, the next look says so.
    await context.sleep(PACE_MS * context.timeScale, context.signal).catch(() => undefined);
  }
}

/** A pair that the list lacks may be there all the same: the deletion itself is told. */
async function lookInList(name: string, context: StepContext): Promise<KeyPairLookUp> {
  const listed = await listedKeyPair(name, context);
  return listed === "absent" ? "unreadable" : listed;
}

/** A creation whose answer was lost may be accepted some time later: until then that nothing shows is no proof. */
async function lateCreation(name: string, context: StepContext): Promise<KeyPairLookUp> {
  const trace = await searchLostKeyPair(name, context);
  if (trace.found === "unknown") {
    throw new RefusedError(
      `deleting key pair "${name}" was not tried: whether its creation was carried out is not known yet`,
      [["looked", trace.why]],
      "run it again; give it longer with customTimeouts",
    );
  }
  return trace.found;
}

/** @param tried what came of the deletion so far */
async function refuseForeignAbsence(
  { made, record }: RemoveRequest,
  tried: "was not tried" | "found no such pair",
  context: StepContext,
): Promise<void> {
  const another = await asksAsAnother(record, context.cloud, context);
  if (another !== undefined) {
    throw new RefusedError(
      `deleting key pair "${made.name}" ${tried}: these credentials cannot tell whether it is still there`,
      another.facts,
      "use the credentials that made it; if it is really gone, take it out of state with `pulumi state delete`",
    );
  }
}

function stateOf({ made }: RemoveRequest, found: KeyPairLookUp): "there" | "gone" | "someoneElses" {
  if (typeof found === "string") {
    return found === "absent" ? "gone" : "there";
  }
  const held = heldKey(found);
  return made.fingerprint === undefined || held === "" || held === made.fingerprint ? "there" : "someoneElses";
}

function heldKey({ publicKey, fingerprint }: KeyPairDetail): string {
  return fingerprintOf(publicKey) ?? fingerprint;
}

/** What to tell of a pair that was deleted without anybody having seen its key. */
function whyUnseen(name: string, found: KeyPairLookUp): string | undefined {
  if (typeof found !== "string" && heldKey(found) !== "") {
    return undefined;
  }
  const why =
    found === "unreadable"
      ? `the credentials may not read key pair "${name}" (403; needs ${actionOf("ListKeypairDetail")})`
      : `KPS does not show the key of key pair "${name}"`;
  return `${why}: it was deleted by its name, and nobody could see whether it still had the key it was made with`;
}

/**
 * What goes even where the pair itself does not: the output that holds the private key. Returns what to tell of its use once
 * the pair is deleted.
 */
async function weighUse(
  request: RemoveRequest,
  found: KeyPairLookUp,
  state: "there" | "gone" | "someoneElses",
  context: StepContext,
): Promise<string | undefined> {
  const { made, record, givesKey } = request;
  const isShownHosted = typeof found === "string" ? undefined : found.isKeyProtection;
  const hosted = state === "there" && (isShownHosted ?? record.managed);
  const doomed = await doomedPrivateKey(record, { givesKey, hosted }, context);
  if (state === "someoneElses" && typeof found !== "string") {
    context.notice(
      `key pair "${made.name}" was made anew elsewhere and holds another key (${found.fingerprint}): left as it is`,
    );
  }
  if (state !== "there" && !doomed.only) {
    return undefined;
  }
  if (doomed.only && !request.forceDelete) {
    // Before ECS is asked: a task that ends in between has then changed what it says.
    refuseWhileBound(made.name, doomed, await serversBeingBound(made.name, context));
  }
  const use = await serversUsing(made.name, context);
  return mayBeUsed(use) ? judgeUse(request, state === "there", doomed, use) : undefined;
}

/** The key that such a task puts there would be nobody's. */
function refuseWhileBound(name: string, { places }: DoomedPrivateKey, bound: BeingBound): void {
  const { surely, perhaps, uncertain, doubt } = bound;
  if (surely.length + perhaps.length + uncertain.length > 0 || doubt !== undefined) {
    throw new RefusedError(
      `deleting key pair "${name}" was not tried: its only private key (${places.join(", ")}) would be gone`,
      [
        ["servers", surely.length === 0 ? "" : `it is being bound to ${enumerated(surely)}`],
        ["perhaps", perhaps.length === 0 ? "" : `a task that may bind it runs on ${enumerated(perhaps)}`],
        [
          "uncertain",
          uncertain.length === 0 ? "" : `a change that failed may have left its key on ${enumerated(uncertain)}`,
        ],
        ["problem", doubt === undefined ? "" : `${doubt}, so nobody can see whether it is being bound to others`],
      ],
      `${uncertain.length === 0 ? "run it again once these tasks have ended" : "find out which key opens the server"}; or keep the private key elsewhere (privateKeyFile), or set forceDelete: true, and run \`pulumi up\` before you delete: a delete goes by the inputs of the last up`,
    );
  }
}

function judgeUse(
  { made, forceDelete }: RemoveRequest,
  pairGoes: boolean,
  doomed: DoomedPrivateKey,
  use: KeyPairUse,
): string | undefined {
  const { name } = made;
  const used = useText(use);
  if (doomed.only && !forceDelete) {
    throw new RefusedError(
      `deleting key pair "${name}" was not tried: its only private key (${doomed.places.join(", ")}) would be gone`,
      [[use.known ? "servers" : "problem", use.known ? used : use.why]],
      `${use.known ? "bind these servers to another key pair first" : use.wayOut}; or keep the private key elsewhere (privateKeyFile), or set forceDelete: true, and run \`pulumi up\` before you delete: a delete goes by the inputs of the last up`,
    );
  }
  if (!pairGoes) {
    return undefined;
  }
  return use.known
    ? `key pair "${name}" is deleted although it is ${used}; the servers go on accepting its key`
    : `key pair "${name}" is deleted; ${used}`;
}
