import { readPrivateKey } from "../../model/privateKey";
import { readNamedFile, type FileContext, type NamedFile } from "../step/namedFile";
import type { KeyMaterial } from "./generateKeyPair";

/** The private key in a file, that there is no such file, or why it is of no use (repeats nothing of the file). */
export type PrivateKeyFile =
  | {
      found: "key";
      material: KeyMaterial;
      /** Why somebody else may have put it there; absent when only this user can have. */
      distrust?: string;
    }
  | { found: "absent" }
  | { found: "other"; why: string };

/** Reads a private key file by the path given for it. Never rejects: what stands in the way is an answer. */
export async function readPrivateKeyFile(given: string, context: FileContext): Promise<PrivateKeyFile> {
  const file = await readNamedFile(given, context.environment, context);
  if (file.moved !== undefined) {
    context.notice(file.moved);
  }
  return privateKeyIn(file);
}

/** What a file that was read has to do with private keys. */
export function privateKeyIn({ read }: NamedFile): PrivateKeyFile {
  if (read.found !== "text") {
    return read.found === "absent" ? read : { found: "other", why: read.why };
  }
  const key = readPrivateKey(read.text);
  return "fault" in key
    ? { found: "other", why: key.fault }
    : { found: "key", material: key, ...(read.distrust === undefined ? {} : { distrust: read.distrust }) };
}
