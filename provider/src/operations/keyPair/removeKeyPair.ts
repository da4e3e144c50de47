import { isKeyPairNotFound } from "../../client/apiErrors";
import { deleteKeyPair } from "../../client/kps/deleteKeyPair";
import { serverText } from "../../diagnostics/serverText";
import { enumerated } from "../../diagnostics/text/enumerated";
import { samePublicKey } from "../../model/publicKey";
import { mayHaveBeenAccepted } from "../../transport/mayHaveBeenAccepted";
import { lookUpKeyPair, type KeyPairLookUp } from "../step/lookUpKeyPair";
import { RefusedError } from "../step/refusedError";
import { serversUsing, type KeyPairUse } from "./serversUsing";
import type { StepContext } from "../step/stepContext";

const PACE_MS = 2_000;

/** A key pair that is to go: the one with this public key, of which state says whether KPS hosts its private key. */
export interface RemoveRequest {
  name: string;
  publicKey: string | undefined;
  managed: boolean;
  forceDelete: boolean;
}

/**
 * Deletes a key pair. One that is gone already is fine; one that meanwhile holds another key is somebody else's and is
 * left. Servers that use it go on accepting its key and are named in a notice.
 * Throws RefusedError for a hosted pair that servers use, or whose use cannot be checked, unless deletion is forced.
 */
export async function removeKeyPair(request: RemoveRequest, context: StepContext): Promise<void> {
  const { name } = request;
  for (let first = true; ; first = false) {
    // Looked at again after every wait: what is at stake may have changed.
    const found = await lookUpKeyPair(name, context);
    if (isGone(request, found, context)) {
      return;
    }
    if (first) {
      const hosted = typeof found === "string" ? request.managed : found.isKeyProtection;
      weighUse(request, hosted, await serversUsing(name, context), context);
    }
    try {
      await deleteKeyPair(context.cloud, name, { deadlineMs: context.deadlineMs, signal: context.signal });
      context.hostedKeys.forget(name);
      context.keyPairLookUps.forget(name);
      return;
    } catch (error) {
      if (isKeyPairNotFound(error)) {
        return;
      }
      const late = context.monotonicMs() >= context.deadlineMs || context.signal?.aborted === true;
      if (!mayHaveBeenAccepted(error) || late) {
        throw error;
      }
    }
    await context.sleep(PACE_MS * context.timeScale, context.signal);
  }
}

function isGone(request: RemoveRequest, found: KeyPairLookUp, context: StepContext): boolean {
  if (found === "absent") {
    return true;
  }
  const { name, publicKey } = request;
  if (typeof found === "string" || publicKey === undefined || found.publicKey === "") {
    return false;
  }
  if (samePublicKey(found.publicKey, publicKey)) {
    return false;
  }
  context.notice(
    `key pair "${name}" was made anew elsewhere and holds another key (${found.fingerprint}): left as it is`,
  );
  return true;
}

function weighUse(request: RemoveRequest, hosted: boolean, use: KeyPairUse, context: StepContext): void {
  const { name, forceDelete } = request;
  if (use.known && use.servers.length === 0) {
    return;
  }
  const used = use.known
    ? `used by ${enumerated(use.servers.map((server) => serverText(server.name, server.id)))}`
    : `whether servers use it cannot be checked: ${use.why}`;
  if (!hosted || forceDelete) {
    context.notice(
      use.known
        ? `key pair "${name}" is deleted although it is ${used}; the servers go on accepting its key`
        : `key pair "${name}" is deleted; ${used}`,
    );
    return;
  }
  throw new RefusedError(
    `deleting key pair "${name}" was not tried: KPS hosts its only private key, which would be gone`,
    [[use.known ? "servers" : "problem", use.known ? used : use.why]],
    `bind these servers to another key pair first, or export the private key and set forceDelete: true (and run \`pulumi up\` once: delete goes by what state holds)`,
  );
}
