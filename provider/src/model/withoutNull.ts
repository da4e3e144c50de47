import { isPlainObject, type PlainObject } from "./plainObject";

/** Where null is a value: triggers are a person's own data, and the results of a fleet say with it what is not so. */
const OWN_DATA = new Set(["triggers", "results"]);

/** Inputs, or state, without what is null, at every depth of their objects: null means unset. */
export function withoutNull(inputs: PlainObject): PlainObject {
  return Object.fromEntries(
    Object.entries(inputs)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, OWN_DATA.has(key) ? value : cleaned(value)]),
  );
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(cleaned);
  }
  return isPlainObject(value) ? withoutNull(value) : value;
}
