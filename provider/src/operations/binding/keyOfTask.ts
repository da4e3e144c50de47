import { latestMoment } from "../../client/wire/epochMs";
import type { BoundKey } from "./bindingRecord";

/**
 * Which key a task has installed, of a pair that may have been made anew since it was looked up for the POST (`sent`): the
 * one that the pair had when the task began. Undefined where nobody can tell. Pure.
 *
 * @param present the pair as KPS has it now; its time in ms since 1970 by the service's clock
 * @param beganAtServiceMs when the task began by its entry in a list; undefined when no entry told
 */
export function keyOfTask(
  sent: BoundKey,
  present: { fingerprint: string; publicKey: string; createTime?: number },
  beganAtServiceMs: number | undefined,
): BoundKey | undefined {
  if (sent.fingerprint === undefined || sent.fingerprint === present.fingerprint) {
    return sent;
  }
  const { createTime: madeAtMs } = present;
  if (beganAtServiceMs === undefined || madeAtMs === undefined) {
    return undefined;
  }
  if (latestMoment(madeAtMs) <= beganAtServiceMs) {
    return { keyPairName: sent.keyPairName, fingerprint: present.fingerprint, publicKey: present.publicKey };
  }
  return madeAtMs > latestMoment(beganAtServiceMs) ? sent : undefined;
}
