/**
 * Where the shape of a JSON value differs from a documented one: keys that are missing or that nobody documented, values of
 * another type, lists that are empty or not. Texts and numbers may differ. Each difference is told once.
 */
export function differences(documented: unknown, actual: unknown, path = "body"): string[] {
  if (Array.isArray(documented) && Array.isArray(actual)) {
    return [...new Set(listDifferences(documented, actual, `${path}[]`))];
  }
  if (isObject(documented) && isObject(actual)) {
    const missing = Object.keys(documented).filter((key) => !(key in actual));
    const extra = Object.keys(actual).filter((key) => !(key in documented));
    const common = Object.keys(documented).filter((key) => key in actual);
    return [
      ...missing.map((key) => `${path}.${key} is missing`),
      ...extra.map((key) => `${path}.${key} is not documented`),
      ...common.flatMap((key) => differences(documented[key], actual[key], `${path}.${key}`)),
    ];
  }
  const [expected, found] = [typeOf(documented), typeOf(actual)];
  return expected === found ? [] : [`${path} is ${found}, not ${expected}`];
}

/** Element by element; what has no counterpart is compared with the last one. */
function listDifferences(documented: unknown[], actual: unknown[], path: string): string[] {
  if (documented.length === 0 || actual.length === 0) {
    return documented.length === actual.length ? [] : [`${path} is ${actual.length === 0 ? "" : "not "}empty`];
  }
  const last = documented.length - 1;
  return actual.flatMap((element, index) => differences(documented[Math.min(index, last)], element, path));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) {
    return "null";
  }
  return Array.isArray(value) ? "array" : typeof value;
}
