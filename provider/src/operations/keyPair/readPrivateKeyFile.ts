import { readFile } from "node:fs/promises";
import { publicHalf } from "../../model/privateKey";
import type { KeyMaterial } from "./generateKeyPair";

/** A key file is a few KB; anything far larger is something else. */
const LARGEST_BYTES = 64 * 1024;

/** The private key in a file, that there is no such file, or why it is of no use (holds nothing of the file). */
export type PrivateKeyFile =
  { found: "key"; material: KeyMaterial } | { found: "absent" } | { found: "other"; why: string };

/** Reads a private key file. Never throws: what stands in the way is an answer. */
export async function readPrivateKeyFile(path: string): Promise<PrivateKeyFile> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const code = codeOf(error);
    return code === "ENOENT" ? { found: "absent" } : { found: "other", why: `cannot be read (${code})` };
  }
  if (text.length === 0) {
    return { found: "other", why: "is empty" };
  }
  const publicKey = text.length > LARGEST_BYTES ? undefined : publicHalf(text);
  return publicKey === undefined
    ? { found: "other", why: "does not hold a private key without a passphrase" }
    : { found: "key", material: { publicKey, privateKey: text } };
}

/** The system's word for what went wrong with a file, such as EACCES. */
export function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "unknown error";
}
