import type { Environment } from "../../provider/src/settings/environment";
import { readSettings } from "../../provider/src/settings/readSettings";
import { environmentOf } from "../support/memoryFiles";
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
    credentials: { accessKey: "wAK", secretKey: "wSK", origin: "the default profile in ~/.hcloud/config.json" },
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

test("a relative path begins at the folder of Pulumi.yaml, and at the program's where only that has it", () => {
  const folders = { workingDirectory: "/shop/dist", projectDirectory: "/shop" };
  const found = (files: Texts): string | undefined => {
    const environment = { ...environmentOf({ HW_SHARED_CONFIG_FILE: "c" }, files), ...folders };
    const { credentials } = readSettings((key) => (key === "kps:region" ? "cn-north-1" : undefined), environment);
    return credentials.kind === "aksk" ? credentials.accessKey : undefined;
  };
  expect(found({ "/shop/c": sdk, "/shop/dist/c": hcloud })).toBe("iAK");
  expect(found({ "/shop/dist/c": hcloud })).toBe("wAK");
});

test("what was asked for and is not there is an error", () => {
  expect(refusal({ "kps:profile": "none" }, {}, { [hcloudPath]: hcloud })).toMatchObject({ key: "profile" });
  expect(refusal({}, { HW_SHARED_CONFIG_FILE: "/none" })).toMatchObject({ key: "sharedConfigFile" });
});

test.each([
  ["a byte order mark", `\uFEFF${hcloud}`],
  ["line ends of Windows", hcloud.replaceAll(",", ",\r\n")],
])("%s makes no difference", (_, text) => {
  expect(read({}, {}, { [hcloudPath]: text }).credentials).toMatchObject({ accessKey: "wAK" });
});

test("an empty standard file, and profiles that nobody listed, count as none", () => {
  const region = { "kps:region": "cn-north-4" };
  for (const text of ["", " \n", "{}", '{"profiles":null}']) {
    expect(refusal(region, {}, { [hcloudPath]: text }).message).toContain("No credentials found");
  }
});

const canary = "canary-4711";

test.each([
  ["a missing comma", `{\n  "current": "${canary}"\n  "profiles": []\n}`, "~/.hcloud/config.json", "line 3"],
  ["a text that does not end", `{\n"current": "${canary}`, "~/.hcloud/config.json", "line 2"],
  ["a comma too many", `{"profiles": [\n{"name": "${canary}"},\n]}`, "~/.hcloud/config.json", "line 3"],
  ["no list of profiles", `{"profiles": "${canary}"}`, "~/.hcloud/config.json", "profiles must be a list"],
  [
    "a key that is a number",
    `{"current": "x", "profiles": [{}, {"name": "x", "accessKeyId": 5, "secretAccessKey": "${canary}"}]}`,
    "~/.hcloud/config.json",
    "profiles[1].accessKeyId must be a text",
  ],
])("a broken file is named with the place: %s", (_, text, file, place) => {
  const region = { "kps:region": "cn-north-4" };

  const { message } = refusal(region, {}, { [hcloudPath]: text });
  const named = refusal(region, { HW_SHARED_CONFIG_FILE: "/etc/h.json" }, { "/etc/h.json": text });

  expect(message).toContain(file);
  expect(message).toContain(place);
  expect(named.message).toContain("The file that HW_SHARED_CONFIG_FILE in the environment names");
  expect(named.message).toContain(place);
  expect(message + named.message).not.toContain(canary);
  expect(read(enough, {}, { [hcloudPath]: text }).region).toBe("cn-north-4");
});

test.each([
  ["a line without =", `[basic]\nak = x\n${canary}\n`, "line 3"],
  ["a section that does not end", `[${canary}\nak = x\n`, "line 1"],
])("so is a broken file of the SDKs: %s", (_, text, place) => {
  const { message } = refusal({ "kps:region": "cn-north-4" }, {}, { [sdkPath]: text });

  expect(message).toContain("~/.huaweicloud/credentials");
  expect(message).toContain(place);
  expect(message).not.toContain(canary);
});

test.each<[string, string, string]>([
  ["whose current profile is none", hcloudPath, '{"current":"prod","profiles":[{"name":"dev","accessKeyId":"A"}]}'],
  ["without a current profile", hcloudPath, '{"profiles":[{"name":"dev","accessKeyId":"A"}]}'],
  ["whose profile has no keys", hcloudPath, '{"profiles":[{"name":"default","xAuthToken":"canary-4711"}]}'],
  ["without sections", sdkPath, "ak = A\nsk = canary-4711\n"],
  ["of other sections", sdkPath, "[Basic]\nak = A\nsk = canary-4711\n"],
  ["whose section has other keys", sdkPath, "[basic]\nAK = A\nSK = canary-4711\n"],
])("a file %s is named with what it lacks", (_, path, text) => {
  const { message } = refusal({ "kps:region": "cn-north-4" }, {}, { [path]: text });

  expect(message).toContain("No credentials found");
  expect(message).toMatch(
    /(?:config\.json|credentials) \(which has no (?:profile of the name that its current gives|section \[basic\]|access key in its default profile)\)|\(which names no current profile, and has none called "default"\)/,
  );
  expect(message).not.toContain(canary);
});

test("so is one that names no region", () => {
  const { message } = refusal({}, {}, { [sdkPath]: "[basic]\nak = A\nsk = S\n" });
  expect(message).toContain("~/.huaweicloud/credentials (which has no region in its default profile)");
});

test("a file in UTF-16 is told to be saved as UTF-8", () => {
  const text = Buffer.from(`\uFEFF${hcloud}`, "utf16le").toString("utf8");

  expect(refusal({ "kps:region": "cn-north-4" }, {}, { [hcloudPath]: text }).message).toContain("save it as UTF-8");
});

test("without a home directory the standard files are passed over, and ~ in a setting is an error", () => {
  const homeless = (variables: Texts): Environment => ({ ...environmentOf(variables), homeDirectory: undefined });
  const source = (key: string): string | undefined => (key === "kps:region" ? "cn-north-4" : undefined);

  expect(() => readSettings(source, homeless({}))).toThrow("No credentials found");
  expect(() => readSettings(source, homeless({ HW_SHARED_CONFIG_FILE: "~/c" }))).toThrow("this user has none");
});

test.each([
  ["mode ecsAgency", { [hcloudPath]: hcloudOf({ mode: "ecsAgency", accessKeyId: "a", secretAccessKey: "s" }) }],
  ["mode OIDC", { [hcloudPath]: hcloudOf({ mode: "OIDC" }) }],
  ["idp_id", { [sdkPath]: "[basic]\nidp_id = x\nid_token_file = /t\n" }],
])("%s is refused by name, not passed over", (name, files) => {
  expect(refusal({ "kps:region": "cn-north-4" }, {}, files).message).toContain(name);
  expect(read(enough, {}, files).credentials.kind).toBe("aksk");
});

function hcloudOf(profile: object): string {
  return JSON.stringify({ current: "x", profiles: [{ name: "x", ...profile }] });
}

test("a profile of the SDKs' file may have dots in its name", () => {
  const files = { [sdkPath]: "[team]\nak = tAK\nsk = tSK\n[team.prod]\nak = pAK\nsk = pSK\n" };

  const dotted = read({ "kps:region": "cn-north-4", "kps:profile": "team.prod" }, {}, files);
  expect(dotted.credentials).toMatchObject({ accessKey: "pAK", secretKey: "pSK" });
  const plain = read({ "kps:region": "cn-north-4", "kps:profile": "team" }, {}, files);
  expect(plain.credentials).toMatchObject({ accessKey: "tAK" });
  expect(refusal({ "kps:region": "cn-north-4", "kps:profile": "team.toString" }, {}, files).key).toBe("profile");
});
