import { stringify } from "node:querystring";
import fc from "fast-check";
import type { IncomingRequest } from "../../emulator/src/http/incoming";
import { fits, readAuthorization } from "../../emulator/src/http/signature";
import { signAsProvider } from "./signAsProvider";
import { agreedRequest, anyRequest, sentPath, type PlainRequest } from "./randomRequest";
import { signWithSdk, testKey } from "./signWithSdk";

/** The request as it comes over the wire, signed. */
function arrived(request: PlainRequest, headers: Record<string, string>): IncomingRequest {
  const query = stringify(request.query);
  return {
    method: request.method,
    url: `${sentPath(request)}${query === "" ? "" : `?${query}`}`,
    headers,
    body: Buffer.from(request.data === undefined ? "" : JSON.stringify(request.data)),
  };
}

function accepts(request: PlainRequest, headers: Record<string, string>): boolean {
  const authorization = readAuthorization(headers["authorization"] ?? "");
  return authorization !== undefined && fits(authorization, arrived(request, headers), testKey.secretKey);
}

test("the provider signs a request as the SDK does", () => {
  fc.assert(
    fc.property(agreedRequest, (request) => {
      expect(signAsProvider(request)["authorization"]).toBe(signWithSdk(request)["authorization"]);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["the SDK", signWithSdk],
  ["the provider", signAsProvider],
])("the emulator accepts every signature of %s, and none for a changed request", (_name, sign) => {
  fc.assert(
    fc.property(anyRequest, (request) => {
      const headers = sign(request);
      expect(accepts(request, headers)).toBe(true);
      expect(accepts({ ...request, segments: [...request.segments, "x"] }, headers)).toBe(false);
      expect(accepts({ ...request, query: { ...request.query, changed: "" } }, headers)).toBe(false);
      expect(accepts({ ...request, data: { changed: request.data ?? null } }, headers)).toBe(false);
    }),
    { numRuns: 300 },
  );
});
