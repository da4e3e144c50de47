import type { dynamic } from "@pulumi/pulumi";
import { authList, authSchema } from "../../model/auth";
import type { PlainObject } from "../../model/plainObject";
import { UNKNOWN_VALUE } from "../../model/unknownValue";
import { fileText, findNamedFile } from "../../operations/step/namedFile";
import { faultOf } from "../checkInputs";
import type { Call } from "../shown";

/**
 * What is wrong with the files that `auth` names, as far as it can be told before anything is done: a folder, a pipe, a
 * missing permission. A file that is not there yet may still be made. One that is all there is for a new resource is a
 * fault; of others it is told only, as another way in may do, or none be needed.
 */
export async function authFileFaults(
  olds: PlainObject,
  news: PlainObject,
  { process, row }: Call,
): Promise<dynamic.CheckFailure[]> {
  const parsed = authSchema.optional().safeParse(news["auth"]);
  const auths = parsed.success ? authList(parsed.data) : [];
  const faults: string[] = [];
  for (const auth of auths) {
    if ("privateKeyFile" in auth && auth.privateKeyFile !== UNKNOWN_VALUE) {
      const { read } = await findNamedFile(auth.privateKeyFile, process.environment());
      if (read.found === "unusable") {
        faults.push(`the file ${fileText(auth.privateKeyFile)} ${read.why}`);
      }
    }
  }
  const isNew = Object.keys(olds).length === 0;
  if (isNew && faults.length === auths.length) {
    return faults.map((fault) => faultOf("auth", fault));
  }
  faults.forEach((fault) => row.warning(`auth: ${fault}`));
  return [];
}
