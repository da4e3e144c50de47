/** A JSON object as it travels to and from the engine. */
export type PlainObject = Record<string, unknown>;

/** A copy without undefined values at any depth: the host turns one such value into a failed call. */
export function withoutUndefined(value: PlainObject): PlainObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, clean(entry)]),
  );
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((entry: unknown) => (entry === undefined ? null : clean(entry)));
  }
  return isPlainObject(value) ? withoutUndefined(value) : value;
}

/** Whether the value is an object with named entries. */
export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
