import { isDeepStrictEqual } from "node:util";
import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { dynamic } from "@pulumi/pulumi";
import type { PlainObject } from "../model/plainObject";

/**
 * What a handler says of a change, with the inputs that differ named one by one: previews show them, and Pulumi's
 * `replaceOnChanges` works by them.
 */
export function diffResponse(found: dynamic.DiffResult, oldInputs: PlainObject, news: PlainObject): DiffResponse {
  const { changes, replaces = [], deleteBeforeReplace } = found;
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  const response = new DiffResponse();
  response.setChanges(changes === true ? DIFF_SOME : DIFF_NONE);
  response.setReplacesList([...replaces]);
  response.setDeletebeforereplace(deleteBeforeReplace ?? false);
  if (changes !== true) {
    return response;
  }
  const differing = Object.keys({ ...oldInputs, ...news }).filter(
    (key) => !isDeepStrictEqual(oldInputs[key], news[key]),
  );
  const keys = [...new Set([...differing, ...replaces])];
  for (const key of keys) {
    const difference = new PropertyDiff();
    difference.setKind(kindOf(key in oldInputs, key in news, replaces.includes(key)));
    difference.setInputdiff(differing.includes(key));
    response.getDetaileddiffMap().set(key, difference);
  }
  response.setDiffsList(keys);
  response.setHasdetaileddiff(keys.length > 0);
  return response;
}

function kindOf(before: boolean, now: boolean, replaces: boolean): PropertyDiff.Kind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  if (before === now) {
    return replaces ? UPDATE_REPLACE : UPDATE;
  }
  if (now) {
    return replaces ? ADD_REPLACE : ADD;
  }
  return replaces ? DELETE_REPLACE : DELETE;
}
