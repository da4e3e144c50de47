import { createHash } from "node:crypto";

/** Stands for the `triggers` input in the state of each server; undefined where there are none. */
export function triggersMark(triggers: unknown): string | undefined {
  return triggers === undefined
    ? undefined
    : createHash("sha256").update(JSON.stringify(triggers)).digest("hex").slice(0, 12);
}
