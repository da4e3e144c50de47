import { createHash } from "node:crypto";

/** A short name for plain data that gives none of it away. */
export function hashOf(data: unknown): string {
  return createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 32);
}
