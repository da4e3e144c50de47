import { fits } from "../src/http/signature";

const date = "20060102T150405Z";

it.each([
  ["GET", "/path?limit=1", "", "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624"],
  ["POST", "/path?key=value", "", "0c2c70c9ea4b8813a629fa7e1ed4d15db5cb86a89353cf6e674652fb8d9cd382"],
  [
    "POST",
    "/path?key=value",
    '{"Name":"test","Id":1}',
    "83599e5230b5b31fb58837c5760b4c2d407542df1f9493834ead538696e17a35",
  ],
  [
    "POST",
    "/path?key=value",
    '{"Name":"test","Id":1}\n',
    "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59",
  ],
])("accepts the published signature of %s %s with body %j, and no other", (method, url, body, signature) => {
  const parts = { method, url, headers: { "x-sdk-date": date }, body: Buffer.from(body) };
  const authorization = { accessKey: "AccessKey", signedHeaders: ["x-sdk-date"], signature };
  expect(fits(authorization, parts, "SecretKey")).toBe(true);
  expect(fits(authorization, { ...parts, url: `${url}0` }, "SecretKey")).toBe(false);
  expect(fits(authorization, { ...parts, body: Buffer.from("x") }, "SecretKey")).toBe(false);
  expect(fits(authorization, parts, "secretKey")).toBe(false);
});

it("takes a body that is announced as not signed as it comes", () => {
  const headers = { "x-sdk-date": date, "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" };
  const signature = "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624";
  const authorization = { accessKey: "AccessKey", signedHeaders: ["x-sdk-date"], signature };
  // The same signature no longer fits, because the announced word stands where the hash stood.
  expect(
    fits(authorization, { method: "GET", url: "/path?limit=1", headers, body: Buffer.alloc(0) }, "SecretKey"),
  ).toBe(false);
});
