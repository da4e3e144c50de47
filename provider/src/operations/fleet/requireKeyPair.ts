import { adviceFor } from "../../diagnostics/serviceCodes";
import { RefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import type { FleetRequest } from "./fleetRequest";

/**
 * Makes sure, once for a whole fleet, that the key pair is there and is the one that is meant: else each server would be
 * looked at only to be refused. While tasks of an earlier run have not ended, each server finds that out by itself: what
 * has become of them is not to be missed. Throws RefusedError otherwise, and what looking it up throws.
 */
export async function requireKeyPair(
  { keyPairName, fingerprint, servers }: Pick<FleetRequest, "keyPairName" | "fingerprint" | "servers">,
  context: StepContext,
): Promise<void> {
  if ([...servers.values()].some(({ record }) => record.boundKeyPairName === keyPairName)) {
    context.keyPairLookUps.noteKnown(keyPairName);
  }
  if ([...servers.values()].some(({ record }) => record.phase === "waiting")) {
    return;
  }
  const pair = await context.keyPairLookUps.find(keyPairName, fingerprint, context);
  const attempted = `binding key pair "${keyPairName}" to a fleet`;
  if (pair === "absent") {
    const advice = adviceFor("KPS.4016");
    throw new RefusedError(
      `${attempted}: KPS knows no such key pair`,
      [
        ["where", `region ${context.cloud.region}, project ${context.cloud.projectId}`],
        ["cause", advice?.cause ?? ""],
      ],
      advice?.next ?? "check keyPairName",
    );
  }
  if (typeof pair === "object" && fingerprint !== undefined && pair.fingerprint !== fingerprint) {
    throw new RefusedError(
      `${attempted}: the pair of this name is another key`,
      [
        ["asked", `fingerprint ${fingerprint}`],
        ["found", `fingerprint ${pair.fingerprint}`],
      ],
      "pass keyPairFingerprint: pair.fingerprint of the KeyPair resource, or leave it out",
    );
  }
}
