import fc from "fast-check";
import type { QueryPair } from "../../../provider/src/transport/signing/canonicalRequest";

/** A request before it is signed, in the words of no signer. */
export interface PlainRequest {
  readonly method: string;
  readonly host: string;
  /** Not escaped. */
  readonly segments: readonly string[];
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly data?: object;
  readonly securityToken?: string;
  /** When it is sent, ms since 1970. */
  readonly atMs: number;
}

const unreserved = "ABCXYZabcxyz0189-_.~";
// The SDK escapes a space, a quotation mark and the like twice in a path; names and ids of the services have none.
const pathCharacters = `${unreserved}!$&()*+,;=:@é漢🚀`;

const textOf = (characters: string, minLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(characters)), { minLength, maxLength: 8 }).map((found) => found.join(""));
const anyText = fc.string({ unit: "grapheme", maxLength: 12 });
const headerText = fc.string({ unit: "grapheme-ascii", maxLength: 12 }).map((text) => text.trim());
const headerName = textOf("abcxyz019-", 1).map((name) => `x-${name}`);

/** The parts of a request on which the SDK's versions agree, whatever a query is sorted by. */
const parts = {
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
  host: fc.constantFrom("kms.cn-north-4.myhuaweicloud.com", "127.0.0.1:8080"),
  segments: fc.array(textOf(pathCharacters, 1), { minLength: 1, maxLength: 4 }),
  headers: fc.dictionary(headerName, headerText, { maxKeys: 3, noNullPrototype: true }),
  data: fc.option(fc.dictionary(anyText, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3, noNullPrototype: true }), {
    nil: undefined,
  }),
  securityToken: fc.option(textOf(`${unreserved}+/=`, 1), { nil: undefined }),
  atMs: fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2099, 0) }),
};

const plainName = textOf(unreserved, 1);
const plainTexts = fc.array(textOf(unreserved, 0), { minLength: 1, maxLength: 3 });

function requests(query: fc.Arbitrary<PlainRequest["query"]>): fc.Arbitrary<PlainRequest> {
  return fc.record({ ...parts, query }).map(({ data, securityToken, ...rest }) => ({
    ...rest,
    ...(data === undefined ? {} : { data }),
    ...(securityToken === undefined ? {} : { securityToken }),
  }));
}

/**
 * Requests that every SDK signs alike. Where several query parameters, or several values of one, need escaping, the SDKs
 * sort them differently: some before escaping, some after it.
 */
export const agreedRequest = requests(
  fc.oneof(
    fc.dictionary(plainName, fc.oneof(anyText, plainTexts), { maxKeys: 4, noNullPrototype: true }),
    fc.tuple(anyText, anyText).map(([name, value]) => ({ [name]: value })),
  ),
);

/** Requests with any query. */
export const anyRequest = requests(
  fc.dictionary(anyText, fc.oneof(anyText, fc.array(anyText, { minLength: 1, maxLength: 3 })), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
);

/** The path as it is sent. */
export function sentPath({ segments }: PlainRequest): string {
  return `/${segments.map(encodeURIComponent).join("/")}`;
}

/** The query as pairs. */
export function queryPairs({ query }: PlainRequest): QueryPair[] {
  return Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): QueryPair => [name, one]));
}
