import {
  canonicalHeaders,
  canonicalPath,
  canonicalQuery,
  canonicalRequest,
  percentEncode,
  type QueryPair,
} from "../../../provider/src/transport/signing/canonicalRequest";
import { hashHex, sdkDate, stringToSign } from "../../../provider/src/transport/signing/signRequest";

test("escapes everything but the unreserved characters", () => {
  expect(percentEncode("AZaz09-_.~")).toBe("AZaz09-_.~");
  expect(percentEncode("a b!'()*+/é")).toBe("a%20b%21%27%28%29%2A%2B%2F%C3%A9");
});

test.each([
  ["/path", "/path/"],
  ["/path/", "/path/"],
  ["", "/"],
  ["/", "/"],
  ["/v3/p/a%20b%2Ac", "/v3/p/a%20b%2Ac/"],
])("path %j is signed as %j", (path, expected) => {
  expect(canonicalPath(path)).toBe(expected);
});

test.each<[QueryPair[], string]>([
  [[], ""],
  [[["limit", "1"]], "limit=1"],
  [[["key", ""]], "key="],
  [
    [
      ["b", "2"],
      ["a", "3"],
      ["a", "1"],
      ["A", "x y"],
    ],
    "A=x%20y&a=1&a=3&b=2",
  ],
])("query %j is signed as %j", (pairs, expected) => {
  expect(canonicalQuery(pairs)).toBe(expected);
});

test("headers are named in lower case, trimmed and in order", () => {
  expect(canonicalHeaders({ "X-Sdk-Date": " 20060102T150405Z ", Host: "kms.example" })).toEqual({
    lines: "host:kms.example\nx-sdk-date:20060102T150405Z\n",
    names: "host;x-sdk-date",
  });
});

test("the parts of the signing guide's example give its hash", () => {
  const request = canonicalRequest({
    method: "get",
    path: "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs/",
    query: "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
    headers: canonicalHeaders({
      "content-type": "application/json",
      host: "service.region.example.com",
      "x-sdk-date": "20191115T033655Z",
    }),
    bodyHash: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  });

  expect(hashHex(request)).toBe("b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a");
  expect(stringToSign("20191115T033655Z", request)).toBe(
    "SDK-HMAC-SHA256\n20191115T033655Z\nb25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a",
  );
});

test("an empty body has the hash of nothing", () => {
  expect(hashHex("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("writes a moment without separators and milliseconds", () => {
  expect(sdkDate(Date.UTC(2006, 0, 2, 15, 4, 5, 678))).toBe("20060102T150405Z");
});
