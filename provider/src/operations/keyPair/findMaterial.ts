import { algorithmOf, DEFAULT_ALGORITHM } from "../../model/algorithm";
import { generateKeyPair, type GenerateKeyPair, type KeyMaterial } from "./generateKeyPair";
import type { KeyPairRequest } from "./keyPairRequest";
import { readPrivateKeyFile } from "./readPrivateKeyFile";
import { RefusedError } from "../step/refusedError";
import { writePrivateKeyFile } from "./writePrivateKeyFile";

/** The private key in the file a key pair is to use; undefined when there is no file, or none is to be used. */
export async function materialInFile(
  request: Pick<KeyPairRequest, "name" | "privateKeyFile" | "algorithm">,
): Promise<KeyMaterial | undefined> {
  const { privateKeyFile: path } = request;
  if (path === undefined) {
    return undefined;
  }
  const algorithm = request.algorithm ?? DEFAULT_ALGORITHM;
  const file = await readPrivateKeyFile(path);
  if (file.found === "absent") {
    return undefined;
  }
  if (file.found === "other") {
    throw unusable(request.name, path, file.why, "move that file away, or give another privateKeyFile");
  }
  const held = algorithmOf(file.material.publicKey);
  if (held !== algorithm) {
    throw unusable(
      request.name,
      path,
      `holds a private key of another kind (${held ?? "unknown"}) than algorithm ${algorithm}`,
      `set algorithm to the kind in the file to use it, or give another privateKeyFile`,
    );
  }
  return file.material;
}

/**
 * The key to import when none is given: the one in the file, or a new one that is in the file before it is used
 * anywhere. Without a file a new one, in memory only.
 * Throws RefusedError when the file holds something else or cannot be written.
 */
export async function findMaterial(
  request: Pick<KeyPairRequest, "name" | "privateKeyFile" | "algorithm">,
  generate: GenerateKeyPair = generateKeyPair,
): Promise<KeyMaterial> {
  const present = await materialInFile(request);
  if (present !== undefined) {
    return present;
  }
  const material = await generate(request.algorithm ?? DEFAULT_ALGORITHM);
  if (request.privateKeyFile === undefined || (await writePrivateKeyFile(request.privateKeyFile, material))) {
    return material;
  }
  // Somebody made the file between the two looks: it counts as found.
  const made = await materialInFile(request);
  if (made === undefined) {
    throw unusable(request.name, request.privateKeyFile, "is a link that leads nowhere", "give another privateKeyFile");
  }
  return made;
}

function unusable(name: string, path: string, why: string, next: string): RefusedError {
  return new RefusedError(
    `creating key pair "${name}": the file ${path} ${why}`,
    [["note", "the file was left as it is, and nothing was created"]],
    next,
  );
}
