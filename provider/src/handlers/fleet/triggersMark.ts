import { createHmac } from "node:crypto";

/**
 * Stands for the `triggers` input in the state of each server; undefined where there are none.
 * @param key a secret of the fleet: triggers may be secrets, and a mark in the clear must not help anybody to guess them
 */
export function triggersMark(triggers: unknown, key: string | undefined): string | undefined {
  return triggers === undefined
    ? undefined
    : createHmac("sha256", key ?? "")
        .update(JSON.stringify(triggers))
        .digest("hex")
        .slice(0, 12);
}
