import { isPlainObject, type PlainObject } from "./plainObject";

/**
 * A copy that the host can encode for the engine, at every depth: without undefined values and what no JSON holds, every
 * text and name well-formed. One value that cannot be encoded, and the call never answers. `text` may change texts too.
 */
export function encodable(value: PlainObject, text: (text: string) => string = (same) => same): PlainObject {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]) => {
      // Whoever decodes the answer into an object loses an entry of this name, and may get another prototype.
      const clean = key === "__proto__" ? undefined : encodableValue(entry, text);
      return clean === undefined ? [] : [[key.toWellFormed(), clean]];
    }),
  );
}

/** The same of any value; undefined where nothing of it can be encoded. */
export function encodableValue(value: unknown, text: (text: string) => string = (same) => same): unknown {
  switch (typeof value) {
    case "string":
      return text(value).toWellFormed();
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return value.toString();
    case "object":
      return encodableObject(value, text);
    case "undefined":
    case "function":
    case "symbol":
      return undefined;
  }
}

function encodableObject(value: object | null, text: (text: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((entry: unknown) => encodableValue(entry, text) ?? null);
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : value.toISOString();
  }
  return isPlainObject(value) ? encodable(value, text) : value;
}
