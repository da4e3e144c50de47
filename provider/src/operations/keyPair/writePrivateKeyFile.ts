import { randomUUID } from "node:crypto";
import { link, open, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { samePublicKey } from "../../model/publicKey";
import type { KeyMaterial } from "./generateKeyPair";
import { codeOf, readPrivateKeyFile } from "./readPrivateKeyFile";
import { RefusedError } from "../step/refusedError";

/**
 * Writes a private key to a file that does not exist yet: readable by its owner only, complete or not at all, on disk
 * when it resolves, and read back. Resolves to false, with nothing touched, when there is such a file already.
 * Throws RefusedError when the file cannot be written.
 */
export async function writePrivateKeyFile(path: string, material: KeyMaterial): Promise<boolean> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    try {
      await writeSynced(temporary, material.privateKey);
      // A link, unlike a rename, never replaces a file that somebody made meanwhile.
      await link(temporary, path);
    } finally {
      await unlink(temporary).catch(() => undefined);
    }
    await syncFolder(dirname(path));
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      return false;
    }
    throw cannotWrite(path, codeOf(error));
  }
  const back = await readPrivateKeyFile(path);
  if (back.found !== "key" || !samePublicKey(back.material.publicKey, material.publicKey)) {
    throw cannotWrite(path, "what was written cannot be read back");
  }
  return true;
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text.endsWith("\n") ? text : `${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders.
  const folder = await open(path, "r").catch(() => undefined);
  try {
    await folder?.sync();
  } finally {
    await folder?.close();
  }
}

function cannotWrite(path: string, why: string): RefusedError {
  return new RefusedError(
    `the private key could not be written to ${path}`,
    [["problem", why === "ENOENT" ? "its folder does not exist (ENOENT)" : why]],
    "make the folder and let this user write to it, or give another privateKeyFile",
  );
}
