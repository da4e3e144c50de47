import type { KeyPairRecord } from "../../model/keyPair";
import { asSshPrivateKey } from "../../model/privateKeyForm";
import { findPrivateKey, keyInFile } from "./findPrivateKey";
import type { KeyPairRequest } from "./keyPairRequest";
import { fileText } from "../step/namedFile";
import { RefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import { writePrivateKeyFile } from "./writePrivateKeyFile";

/**
 * Writes the private key to the file that is asked for now; one that is there already must hold the same key. The file
 * used before is left. Throws RefusedError when the key cannot be had.
 */
export async function keepInFile(
  record: KeyPairRecord,
  wanted: KeyPairRequest,
  context: StepContext,
): Promise<KeyPairRecord> {
  const path = wanted.privateKeyFile;
  if (path === record.privateKeyFile) {
    return record;
  }
  if (path === undefined) {
    return { ...record, privateKeyFile: undefined };
  }
  const found = await findPrivateKey(record, wanted, context);
  if ("problems" in found) {
    throw lost(`writing the private key of "${wanted.name}" to ${fileText(path)}`, found.problems);
  }
  const material = { publicKey: record.publicKey, privateKey: asSshPrivateKey(found.privateKey) };
  if (!(await writePrivateKeyFile(path, material, context))) {
    const present = await keyInFile(path, record.publicKey, context);
    if ("problems" in present) {
      throw new RefusedError(
        `writing the private key of "${wanted.name}" to ${fileText(path)}: there is such a file already`,
        [["problem", present.problems.join("; ")]],
        "move that file away, or give another privateKeyFile",
      );
    }
  }
  return { ...record, privateKeyFile: path };
}

/** Brings the private key into the outputs when exposePrivateKey asks for it. Throws RefusedError when it cannot be had. */
export async function expose(
  record: KeyPairRecord,
  wanted: KeyPairRequest,
  context: StepContext,
): Promise<KeyPairRecord> {
  if (!wanted.exposePrivateKey || record.privateKey !== undefined) {
    return record;
  }
  const found = await findPrivateKey(record, wanted, context);
  if ("problems" in found) {
    throw lost(`exposing the private key of "${wanted.name}"`, found.problems);
  }
  return { ...record, privateKey: asSshPrivateKey(found.privateKey) };
}

/**
 * Takes the private key out of the outputs when exposePrivateKey no longer asks for it.
 * Throws RefusedError while the outputs hold its only copy.
 */
export async function unexpose(
  record: KeyPairRecord,
  wanted: KeyPairRequest,
  context: StepContext,
): Promise<KeyPairRecord> {
  if (wanted.exposePrivateKey || record.privateKey === undefined) {
    return record;
  }
  const inFile =
    record.privateKeyFile === undefined ? undefined : await keyInFile(record.privateKeyFile, record.publicKey, context);
  if (!record.managed && (inFile === undefined || "problems" in inFile)) {
    throw new RefusedError(
      `removing exposePrivateKey of "${wanted.name}": the output is the only copy of the private key`,
      [["problem", (inFile?.problems ?? ["KPS does not host it, and it is in no file"]).join("; ")]],
      "keep it elsewhere first: add privateKeyFile or keyProtection, run `pulumi up`, then remove exposePrivateKey",
    );
  }
  return { ...record, privateKey: undefined };
}

function lost(attempted: string, problems: readonly string[]): RefusedError {
  return new RefusedError(
    `${attempted}: the private key cannot be had`,
    [["problem", problems.join("; ")]],
    "put the private key where the problem says it is missing, or go back to the inputs as they were",
  );
}
