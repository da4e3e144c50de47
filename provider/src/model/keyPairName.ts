import { createHash } from "node:crypto";

/** What KPS takes for a name, for every resource that gives or names a key pair. */
const NAME = /^[A-Za-z0-9_-]{1,255}$/;

/** The rule in the words of a message. */
export const KEY_PAIR_NAME_RULE = '1 to 255 letters (A to Z), digits, "_" and "-"';

/** Whether a text is the name of a key pair. */
export function isKeyPairName(value: unknown): value is string {
  return typeof value === "string" && value.length <= 255 && NAME.test(value);
}

/** Some regions still take 64 characters at most. */
const LONGEST_AUTO_NAME = 64;

/**
 * The name of a key pair for which none is given: the resource's name and the first 7 hex digits of the SHA-256 of its
 * URN and the inputs that replace it. So preview and update agree, and a replacement has another name than what it
 * replaces. What a name of KPS cannot hold (a Chinese name has nothing else) becomes a "-". Returns a name of at most 64
 * characters.
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
    .replaceAll(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/^-+/, "");
  const start = resource.slice(0, LONGEST_AUTO_NAME - 1 - hash.length).replace(/-{1,64}$/, "");
  return `${start || "key-pair"}-${hash}`;
}
