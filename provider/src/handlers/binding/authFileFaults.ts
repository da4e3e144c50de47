import type { dynamic } from "@pulumi/pulumi";
import { authList, authSchema, type Auth } from "../../model/auth";
import { privateKeyText } from "../../model/privateKeyText";
import { UNKNOWN_VALUE } from "../../model/unknownValue";
import { fileText, findNamedFile } from "../../operations/step/namedFile";
import { faultOf } from "../checkInputs";
import type { Call } from "../shown";

/** An `auth` of the inputs. */
export interface GivenAuth {
  /** Where it stands, as a program writes it. */
  readonly place: string;
  /** Undefined while they are not known, or where they are none. */
  readonly auths: readonly Auth[] | undefined;
}

/** An `auth` as it came. */
export function givenAuth(place: string, auth: unknown): GivenAuth {
  const parsed = authSchema.optional().safeParse(auth);
  return { place, auths: parsed.success ? authList(parsed.data) : undefined };
}

/**
 * What is wrong with the files that `auth` names, as far as it can be told before anything is done: a folder, a pipe, a
 * missing permission. A file that is not there yet may still be made. One that is all there is for a server of a new
 * resource is a fault; of others it is told only, as another way in may do, or none be needed. So is one that holds something
 * else than a private key: it may get its key in the same run.
 *
 * @param servers of each server what may open it
 */
export async function authFileFaults(
  servers: readonly (readonly GivenAuth[])[],
  { isNew, process, row }: { isNew: boolean } & Call,
): Promise<dynamic.CheckFailure[]> {
  const unusable = new Map<string, string>();
  const keyless = new Map<string, string>();
  const places = new Map<string, string[]>();
  for (const given of new Set(servers.flat())) {
    for (const file of filesIn(given)) {
      if (!places.has(file)) {
        const { read } = await findNamedFile(file, process.environment());
        const found = read.found === "text" ? privateKeyText(read.text) : undefined;
        if (read.found === "unusable") {
          unusable.set(file, `the file ${fileText(file)} ${read.why}`);
        } else if (found !== undefined && "fault" in found) {
          keyless.set(file, `the file ${fileText(file)} ${found.fault}`);
        }
      }
      places.set(file, [...(places.get(file) ?? []), given.place]);
    }
  }
  const shut = servers.filter((ways) => haveNothingBut(unusable, ways));
  const needed = new Set(isNew ? shut.flatMap((ways) => ways.flatMap(filesIn)) : []);
  const failures: dynamic.CheckFailure[] = [];
  for (const [file, why] of unusable) {
    const fault = faultOf(placesText(places.get(file) ?? []), why);
    if (needed.has(file)) {
      failures.push(fault);
    } else {
      row.warning(fault.reason);
    }
  }
  for (const [file, why] of keyless) {
    row.warning(faultOf(placesText(places.get(file) ?? []), why).reason);
  }
  return failures;
}

function filesIn({ auths = [] }: GivenAuth): string[] {
  return auths.flatMap((auth) =>
    "privateKeyFile" in auth && auth.privateKeyFile !== UNKNOWN_VALUE ? [auth.privateKeyFile] : [],
  );
}

function haveNothingBut(unusable: ReadonlyMap<string, string>, ways: readonly GivenAuth[]): boolean {
  const auths = ways.flatMap((given) => given.auths ?? []);
  return (
    ways.every((given) => given.auths !== undefined) &&
    auths.length > 0 &&
    auths.every((auth) => "privateKeyFile" in auth && unusable.has(auth.privateKeyFile))
  );
}

function placesText([first = "auth", ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}
