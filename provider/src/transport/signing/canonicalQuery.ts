import { percentEncode } from "./percentEncode";

/** One `key=value` pair of a query; the same key may occur several times. */
export type QueryPair = readonly [key: string, value: string];

/** The query as it is signed, and as we send it: escaped, sorted by key and then value, `key=` for an empty value. */
export function canonicalQuery(pairs: readonly QueryPair[]): string {
  return pairs
    .map(([key, value]): QueryPair => [percentEncode(key), percentEncode(value)])
    .sort(([keyA, valueA], [keyB, valueB]) => order(keyA, keyB) || order(valueA, valueB))
    .map(([key, value]) => `${key}=${value}`)
    .join("&");
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
