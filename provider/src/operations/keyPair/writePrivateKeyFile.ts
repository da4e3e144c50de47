import { FileError } from "../../settings/files";
import { namedPath } from "../../settings/namedPath";
import { samePublicKey } from "../../model/publicKey";
import { beforeDeadline } from "../step/beforeDeadline";
import { fileText, type FileContext } from "../step/namedFile";
import { RefusedError } from "../step/refusedError";
import type { KeyMaterial } from "./generateKeyPair";
import { readPrivateKeyFile } from "./readPrivateKeyFile";

/**
 * Writes a private key to a file that does not exist yet: readable by its owner only, complete or not at all, on disk
 * when it resolves, and read back. Resolves to false, with nothing touched, when there is such a file already.
 * Throws RefusedError when the file cannot be written.
 */
export async function writePrivateKeyFile(
  given: string,
  material: KeyMaterial,
  context: FileContext,
): Promise<boolean> {
  const { path } = namedPath(given, context.environment);
  const text = material.privateKey.endsWith("\n") ? material.privateKey : `${material.privateKey}\n`;
  try {
    const made = await beforeDeadline(context.environment.files.create(path, text), context, () => {
      throw new FileError("could not be written in time");
    });
    if (made === "taken") {
      return false;
    }
  } catch (error) {
    throw cannotWrite(given, error instanceof Error ? error.message : "an unknown error");
  }
  const back = await readPrivateKeyFile(given, context);
  if (back.found !== "key" || !samePublicKey(back.material.publicKey, material.publicKey)) {
    throw cannotWrite(given, "what was written cannot be read back");
  }
  context.notice(`the private key was written to ${path}`);
  return true;
}

function cannotWrite(given: string, why: string): RefusedError {
  return new RefusedError(
    `the private key could not be written to ${fileText(given)}`,
    [["problem", why]],
    "make the folder and let this user write to it, or give another privateKeyFile",
  );
}
