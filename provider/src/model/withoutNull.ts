import { isPlainObject, type PlainObject } from "./plainObject";

/** Inputs whose values are a person's own data: null is a value there. */
const OWN_DATA = new Set(["triggers"]);

/** Inputs without what is null, at every depth of their objects: null means unset. */
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
