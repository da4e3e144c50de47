import type { dynamic } from "@pulumi/pulumi";
import { dirname } from "node:path";
import { DEFAULT_ALGORITHM } from "../../model/algorithm";
import { keyPairInputsSchema, madeOf, type KeyPairState } from "../../model/keyPair";
import { keyFileFault } from "../../operations/keyPair/keyFileFault";
import { fingerprintOf } from "../../model/publicKey";
import { privateKeyIn, type PrivateKeyFile } from "../../operations/keyPair/readPrivateKeyFile";
import { findNamedFile } from "../../operations/step/namedFile";
import type { PlainObject } from "../../model/plainObject";
import { UNKNOWN_VALUE } from "../../model/unknownValue";
import { namedPath } from "../../settings/namedPath";
import { faultOf } from "../checkInputs";
import type { Call } from "../shown";

const inputs = keyPairInputsSchema.pick({ privateKeyFile: true, algorithm: true });

/**
 * What is wrong with the file that the program gives for a private key, as far as it can be told before anything is done:
 * another key pair has it, or something that cannot be used is there. Also removes what a killed process left beside it.
 */
export async function keyFileFaults(olds: PlainObject, news: PlainObject, call: Call): Promise<dynamic.CheckFailure[]> {
  const { process } = call;
  const { privateKeyFile, algorithm, resourceUrn: urn } = news;
  const parsed = inputs.safeParse({ privateKeyFile, ...(algorithm === UNKNOWN_VALUE ? {} : { algorithm }) });
  if (!parsed.success || parsed.data.privateKeyFile === undefined || privateKeyFile === UNKNOWN_VALUE) {
    return [];
  }
  const given = parsed.data.privateKeyFile;
  const environment = process.environment();
  const { path } = namedPath(given, environment);
  await sweepOnce(dirname(path), call);
  // Two paths may be those of one file, through a link.
  const other =
    typeof urn === "string"
      ? await process.declared.declareKeyFile({ path: await environment.files.realPath(path), urn })
      : undefined;
  if (other !== undefined) {
    return [
      faultOf(
        "privateKeyFile",
        `is the file of ${other} as well; a file holds one private key: give each a file of its own`,
      ),
    ];
  }
  if (given === olds["privateKeyFile"]) {
    return [];
  }
  const file = privateKeyIn(await findNamedFile(given, environment));
  if (Object.keys(olds).length > 0 && file.found === "key") {
    // Whether it is the key of this pair shows when it is to be kept there.
    return [];
  }
  const fault = keyFileFault(
    file,
    algorithm === UNKNOWN_VALUE ? undefined : (parsed.data.algorithm ?? DEFAULT_ALGORITHM),
  );
  return fault === undefined ? [] : [faultOf("privateKeyFile", `${fault.why}; ${fault.next}`)];
}

async function sweepOnce(folder: string, { process }: Call): Promise<void> {
  if (!process.sweptFolders.has(folder)) {
    process.sweptFolders.add(folder);
    await process.environment().files.sweep(folder);
  }
}

/**
 * Tells when the file of a key pair that exists is gone, or something else stands there, and what that means; or that it is
 * where release 0.1.0 put it.
 */
export async function tellOfKeyFile(name: string, state: KeyPairState, { process, row }: Call): Promise<void> {
  const { privateKeyFile: given } = state;
  if (given === undefined) {
    return;
  }
  const found = await findNamedFile(given, process.environment());
  const { read, moved } = found;
  if (moved !== undefined) {
    row.notice(moved);
  }
  if (read.found === "unusable") {
    row.warning(`the private key of key pair "${name}" cannot be read: the file ${given} ${read.why}`);
    return;
  }
  const instead = foundInstead(privateKeyIn(found), state);
  if (instead !== undefined) {
    row.warning(
      `the private key of key pair "${name}" is no longer in ${given}${instead}: ${consequence(name, state)}`,
    );
  }
}

/** What is found where the private key of a pair should be, as the rest of a sentence; undefined when it is there. */
function foundInstead(file: PrivateKeyFile, state: KeyPairState): string | undefined {
  if (file.found !== "key") {
    return file.found === "absent" ? "" : ` (the file ${file.why})`;
  }
  // Of a pair that somebody made anew, what we made still counts.
  const own = [madeOf(state)?.fingerprint, fingerprintOf(state.publicKey ?? "")].filter((one) => one !== undefined);
  const held = fingerprintOf(file.material.publicKey);
  return own.length === 0 || own.some((one) => one === held) ? undefined : " (the file holds another private key)";
}

function consequence(name: string, { managed, privateKey }: KeyPairState): string {
  if (privateKey !== undefined) {
    return "the output privateKey still holds it";
  }
  return managed === true
    ? "KPS still hosts it, export it to have it in a file again"
    : `it was the only copy, so servers that have "${name}" cannot be entered with it any more; bring the file back, or bind them to another key pair`;
}
