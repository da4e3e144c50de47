import { signRequest } from "../../../provider/src/transport/signing/signRequest";

const date = "20060102T150405Z";
const key = { accessKey: "AccessKey", secretKey: "SecretKey" };

describe("SDK-HMAC-SHA256", () => {
  test.each([
    ["GET", [["limit", "1"]], "", "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624"],
    ["POST", [["key", "value"]], "", "0c2c70c9ea4b8813a629fa7e1ed4d15db5cb86a89353cf6e674652fb8d9cd382"],
    [
      "POST",
      [["key", "value"]],
      '{"Name":"test","Id":1}',
      "83599e5230b5b31fb58837c5760b4c2d407542df1f9493834ead538696e17a35",
    ],
    [
      "POST",
      [["key", "value"]],
      '{"Name":"test","Id":1}\n',
      "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59",
    ],
  ] as const)("signs %s /path %j with body %j as the published vectors do", (method, query, body, expected) => {
    const signed = signRequest({ method, path: "/path", query, headers: { "X-Sdk-Date": date }, body }, date, key);

    expect(signed).toBe(`SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders=x-sdk-date, Signature=${expected}`);
  });

  test("signs the worked example of the signing guide", () => {
    const vpcList = {
      method: "GET",
      path: "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs",
      query: [
        ["marker", "13551d6b-755d-4757-b956-536f674975c0"],
        ["limit", "2"],
      ],
      headers: {
        Host: "service.region.example.com",
        "X-Sdk-Date": "20191115T033655Z",
        "Content-Type": "application/json",
      },
      body: "",
    } as const;
    const sampleKey = { accessKey: "QTWAOYTTINDUT2QVKYUC", secretKey: "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc" };

    expect(signRequest(vpcList, "20191115T033655Z", sampleKey)).toBe(
      "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, " +
        "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe",
    );
  });
});
