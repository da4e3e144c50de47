import { DEFAULT_ALGORITHM } from "../../model/algorithm";
import { fileText, type FileContext } from "../step/namedFile";
import { RefusedError } from "../step/refusedError";
import type { StepContext } from "../step/stepContext";
import { withinStep, type StepLimits } from "../step/withinStep";
import type { KeyMaterial } from "./generateKeyPair";
import { keyFileFault, type KeyFileFault } from "./keyFileFault";
import type { KeyPairRequest } from "./keyPairRequest";
import { readPrivateKeyFile } from "./readPrivateKeyFile";
import { writePrivateKeyFile } from "./writePrivateKeyFile";

/** The key of a pair, and whether it was generated just now. */
export interface FoundMaterial extends KeyMaterial {
  generated: boolean;
}

type MaterialRequest = Pick<KeyPairRequest, "name" | "privateKeyFile" | "algorithm">;

/**
 * The private key in the file a key pair is to use; undefined when there is no file, or none is to be used.
 * Throws RefusedError for a file that cannot be used.
 */
export async function materialInFile(
  request: MaterialRequest,
  context: FileContext,
): Promise<FoundMaterial | undefined> {
  const { privateKeyFile: given } = request;
  if (given === undefined) {
    return undefined;
  }
  const file = await readPrivateKeyFile(given, context);
  const fault = keyFileFault(file, request.algorithm ?? DEFAULT_ALGORITHM);
  if (fault !== undefined) {
    throw unusable(request.name, given, fault);
  }
  return file.found === "key" ? { ...file.material, generated: false } : undefined;
}

/**
 * The key to import when none is given: the one in the file, or a new one that is in the file before it is used
 * anywhere. Without a file a new one, in memory only.
 * Throws RefusedError when the file holds something else or cannot be written, and at the limits of the step.
 */
export async function findMaterial(
  request: MaterialRequest,
  context: FileContext & StepLimits & Pick<StepContext, "generateKeyPair">,
): Promise<FoundMaterial> {
  const { name, privateKeyFile: given } = request;
  const present = await materialInFile(request, context);
  if (present !== undefined) {
    context.notice(`key pair "${name}" uses the private key that was in ${fileText(given ?? "")} before`);
    return present;
  }
  // Of many at once the last waits for its turn on the machine.
  const generated = context.generateKeyPair(request.algorithm ?? DEFAULT_ALGORITHM);
  const material = await withinStep(generated, context, `the key of "${name}" to be generated`);
  if (given === undefined || (await writePrivateKeyFile(given, material, context))) {
    return { ...material, generated: true };
  }
  // Somebody made the file between the two looks: it counts as found.
  const made = await materialInFile(request, context);
  if (made === undefined) {
    throw unusable(name, given, { why: "is a link that leads nowhere", next: "give another privateKeyFile" });
  }
  return made;
}

function unusable(name: string, given: string, { why, next }: KeyFileFault): RefusedError {
  return new RefusedError(
    `creating key pair "${name}": the file ${fileText(given)} ${why}`,
    [["note", "the file was left as it is, and nothing was created"]],
    next,
  );
}
