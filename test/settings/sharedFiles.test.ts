import { enough, projectId, read, refusal } from "./readWith";
import type { Texts } from "./readWith";

const hcloudPath = "/home/alice/.hcloud/config.json";
const sdkPath = "/home/alice/.huaweicloud/credentials";
const hcloud = JSON.stringify({
  current: "work",
  profiles: [
    { name: "default", mode: "AKSK", accessKeyId: "dAK", secretAccessKey: "dSK", region: "cn-east-3" },
    { name: "work", mode: "AKSK", accessKeyId: "wAK", secretAccessKey: "wSK", region: "cn-south-1", projectId },
    {
      name: "sso",
      mode: "SSO",
      region: "cn-north-1",
      ssoAuth: { stsToken: { accessKeyId: "sAK", secretAccessKey: "sSK", securityToken: "sT" } },
    },
  ],
});
const sdk = "[basic]\nak = iAK\nsk = iSK\n[night]\nak = nAK\nsk = nSK\nsecurity_token = nT\n";

test("the current profile gives everything that nobody else gives", () => {
  expect(read({}, {}, { [hcloudPath]: hcloud })).toMatchObject({
    region: "cn-south-1",
    projectId,
    credentials: { accessKey: "wAK", secretKey: "wSK", origin: "profile in ~/.hcloud/config.json" },
  });
});

test("its project is not used with somebody else's credentials", () => {
  expect(read(enough, {}, { [hcloudPath]: hcloud })).not.toHaveProperty("projectId");
});

test.each([
  [{ "kps:profile": "sso" }, {}, { accessKey: "sAK", securityToken: "sT" }],
  [{}, { HW_PROFILE: "default" }, { accessKey: "dAK" }],
  [{ "kps:region": "cn-north-1", "kps:profile": "night" }, {}, { accessKey: "nAK", securityToken: "nT" }],
] as [Texts, Texts, object][])("a named profile: %j %j", (configuration, variables, expected) => {
  const files = { [hcloudPath]: hcloud, [sdkPath]: sdk };

  expect(read(configuration, variables, files).credentials).toMatchObject(expected);
});

test("the file of the SDKs comes second", () => {
  expect(read({ "kps:region": "cn-north-1" }, {}, { [sdkPath]: sdk }).credentials).toMatchObject({
    accessKey: "iAK",
  });
});

test("files elsewhere", () => {
  const region = { "kps:region": "cn-north-1" };

  expect(read(region, { HW_SHARED_CONFIG_FILE: "/etc/h.json" }, { "/etc/h.json": hcloud }).credentials).toMatchObject({
    accessKey: "wAK",
  });
  expect(read(region, { HUAWEICLOUD_SDK_CREDENTIALS_FILE: "~/c" }, { "/home/alice/c": sdk }).credentials).toMatchObject(
    {
      accessKey: "iAK",
    },
  );
});

test("what was asked for and is not there is an error", () => {
  expect(refusal({ "kps:profile": "none" }, {}, { [hcloudPath]: hcloud })).toMatchObject({ key: "profile" });
  expect(refusal({}, { HW_SHARED_CONFIG_FILE: "/none" })).toMatchObject({ key: "sharedConfigFile" });
});

test("a standard file that cannot be understood is passed over", () => {
  expect(read(enough, {}, { [hcloudPath]: "{ not json" }).region).toBe("cn-north-4");
  expect(refusal({ "kps:region": "cn-north-4" }, {}, { [hcloudPath]: "{ not json" }).key).toBe("accessKey");
});
