import { createHash } from "node:crypto";

/** Some regions still take 64 characters at most. */
const LONGEST_AUTO_NAME = 64;

/**
 * The name of a key pair for which none is given: the resource's name and the first 7 hex digits of the SHA-256 of its
 * URN and the inputs that replace it. So preview and update agree, and a replacement has another name than what it
 * replaces. Returns a name of at most 64 characters.
 */
export function autoName(urn: string, replacing: Readonly<Record<string, string | undefined>>): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([urn, ...Object.entries(replacing).sort(([one], [other]) => (one < other ? -1 : 1))]))
    .digest("hex")
    .slice(0, 7);
  const resource = urn
    .split("::")
    .slice(3)
    .join("-")
    .replaceAll(/[^A-Za-z0-9_-]/g, "-");
  return `${resource.slice(0, LONGEST_AUTO_NAME - 1 - hash.length) || "key-pair"}-${hash}`;
}
