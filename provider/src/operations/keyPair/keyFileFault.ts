import { algorithmOf, type Algorithm } from "../../model/algorithm";
import type { PrivateKeyFile } from "./readPrivateKeyFile";

/** Why a file cannot give a new key pair its key, and what to do. */
export interface KeyFileFault {
  /** The end of a sentence that begins with the file. */
  readonly why: string;
  readonly next: string;
}

/**
 * What keeps a file that is there from being used for a new key pair: what stands in it, or who may have written it.
 * Undefined for one that can be used, and for none. An algorithm that is not known yet fits every key.
 */
export function keyFileFault(file: PrivateKeyFile, algorithm: Algorithm | undefined): KeyFileFault | undefined {
  if (file.found === "absent") {
    return undefined;
  }
  if (file.found === "other") {
    return { why: file.why, next: "move that file away, or give another privateKeyFile" };
  }
  if (file.distrust !== undefined) {
    return {
      why: `${file.distrust}, so somebody else may have put the key there`,
      next: "if the key is yours, make the file your own and writable by you alone (`chmod 600`); else give another privateKeyFile",
    };
  }
  const held = algorithmOf(file.material.publicKey);
  return algorithm === undefined || held === algorithm
    ? undefined
    : {
        why: `holds a private key of another kind (${held ?? "unknown"}) than algorithm ${algorithm}`,
        next: "set algorithm to the kind in the file to use it, or give another privateKeyFile",
      };
}
