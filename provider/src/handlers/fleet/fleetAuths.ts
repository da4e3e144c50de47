import { isPlainObject, type PlainObject } from "../../model/plainObject";
import { UNKNOWN_VALUE } from "../../model/unknownValue";
import { givenAuth, type GivenAuth } from "../binding/authFileFaults";

/** Of each server of a fleet what may open it: its own `auth` and that for all. A server not known yet may have its own. */
export function fleetAuths({ servers, auth }: PlainObject): GivenAuth[][] {
  const forAll = givenAuth("auth", auth);
  const listed: unknown[] = Array.isArray(servers) && servers.length > 0 ? servers : [UNKNOWN_VALUE];
  return listed.map((entry, place) => [forAll, givenAuth(`servers[${place}].auth`, ownAuth(entry))]);
}

function ownAuth(entry: unknown): unknown {
  return isPlainObject(entry) ? entry["auth"] : entry === UNKNOWN_VALUE ? UNKNOWN_VALUE : undefined;
}
