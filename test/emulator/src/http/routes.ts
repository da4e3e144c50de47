import type { Operation } from "./operation";

/** An operation that an address leads to, and what the address says about it. */
export interface Route {
  operation: Operation;
  params: Record<string, string>;
}

interface Pattern {
  operation: Operation;
  /** Undefined where a parameter stands. */
  words: (string | undefined)[];
  names: string[];
}

/** Longer parts of an address are not looked at. */
const longestParam = 4096;

/** Finds the operation an address leads to. */
export class Routes {
  /** By method and number of parts, those with the fewest parameters first. */
  private readonly patterns = new Map<string, Pattern[]>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) {
      const parts = operation.path.split("/");
      const names = parts.filter((part) => part.startsWith(":")).map((part) => part.slice(1));
      const words = parts.map((part) => (part.startsWith(":") ? undefined : part));
      const key = `${operation.method} ${parts.length}`;
      const alike = [...(this.patterns.get(key) ?? []), { operation, words, names }];
      this.patterns.set(
        key,
        alike.sort((one, other) => one.names.length - other.names.length),
      );
    }
  }

  /** Undefined when it leads nowhere. @throws URIError for a malformed escape in the path */
  find(method: string, path: string): Route | undefined {
    const raw = path.split("/");
    const parts = path.includes("%") ? raw.map(decodeURIComponent) : raw;
    const pattern = this.patterns.get(`${method} ${parts.length}`)?.find((one) => fits(one, parts));
    return pattern === undefined ? undefined : { operation: pattern.operation, params: paramsOf(pattern, parts) };
  }
}

function fits({ words }: Pattern, parts: string[]): boolean {
  return words.every((word, index) =>
    word === undefined ? (parts[index] ?? "").length <= longestParam : word === parts[index],
  );
}

function paramsOf({ words, names }: Pattern, parts: string[]): Record<string, string> {
  const params: Record<string, string> = {};
  let named = 0;
  words.forEach((word, index) => {
    if (word === undefined) {
      params[names[named] ?? ""] = parts[index] ?? "";
      named += 1;
    }
  });
  return params;
}
