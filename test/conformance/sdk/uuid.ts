import { randomUUID } from "node:crypto";

/** Stands in for `uuid`, which the SDK's core loads and does not declare. */
export function v4(): string {
  return randomUUID();
}
