import { enough, read, refusal } from "./readWith";
import type { Texts } from "./readWith";

const region = { "kps:region": "cn-north-4" };

test.each([
  [
    { HW_AUTH_TOKEN: "t", HW_ACCESS_KEY: "a", HW_SECRET_KEY: "s" },
    { kind: "token", token: "t" },
  ],
  [{ OS_AUTH_TOKEN: "t" }, { kind: "token", token: "t" }],
  [
    { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "s" },
    { kind: "aksk", accessKey: "a", secretKey: "s" },
  ],
  [
    { HUAWEICLOUD_SDK_AK: "a", HUAWEICLOUD_SDK_SK: "s" },
    { kind: "aksk", accessKey: "a", secretKey: "s" },
  ],
  [
    { CLOUD_SDK_AK: "a", CLOUD_SDK_SK: "s" },
    { kind: "aksk", accessKey: "a", secretKey: "s" },
  ],
  [
    { OS_ACCESS_KEY: "a", OS_SECRET_KEY: "s" },
    { kind: "aksk", accessKey: "a", secretKey: "s" },
  ],
  [
    { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "s", CLOUD_SDK_AK: "b", CLOUD_SDK_SK: "t" },
    { kind: "aksk", accessKey: "a", secretKey: "s" },
  ],
  [
    { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "s", HW_SECURITY_TOKEN: "x" },
    { kind: "aksk", accessKey: "a", secretKey: "s", securityToken: "x" },
  ],
  [
    { HUAWEICLOUD_SDK_AK: "a", HUAWEICLOUD_SDK_SK: "s", HUAWEICLOUD_SDK_SECURITYTOKEN: "x" },
    { kind: "aksk", accessKey: "a", secretKey: "s", securityToken: "x" },
  ],
  [
    { HUAWEICLOUD_SDK_AK: "a", HUAWEICLOUD_SDK_SK: "s", HUAWEICLOUD_SDK_SECURITY_TOKEN: "x" },
    { kind: "aksk", accessKey: "a", secretKey: "s", securityToken: "x" },
  ],
  [
    { CLOUD_SDK_AK: "a", CLOUD_SDK_SK: "s", HUAWEICLOUD_SDK_SECURITY_TOKEN: "x" },
    { kind: "aksk", accessKey: "a", secretKey: "s", securityToken: "x" },
  ],
  [
    { CLOUD_SDK_AK: "a", CLOUD_SDK_SK: "s", HW_SECURITY_TOKEN: "x" },
    { kind: "aksk", accessKey: "a", secretKey: "s", securityToken: "x" },
  ],
  [
    { HW_USER_NAME: "u", HW_USER_PASSWORD: " p ", HW_DOMAIN_NAME: "d" },
    { kind: "user", userName: "u", password: " p ", domainName: "d" },
  ],
  [
    { HW_USER_NAME: "u", HW_USER_PASSWORD: "p \r\n", HW_DOMAIN_NAME: "d" },
    { kind: "user", userName: "u", password: "p ", domainName: "d" },
  ],
  [
    { HW_USER_PASSWORD: " \n", OS_USERNAME: "u", OS_PASSWORD: "p\n", OS_DOMAIN_NAME: "d" },
    { kind: "user", userName: "u", password: "p", domainName: "d" },
  ],
  [
    { OS_USERNAME: "u", OS_PASSWORD: "p", OS_DOMAIN_NAME: "d" },
    { kind: "user", userName: "u", password: "p", domainName: "d" },
  ],
] as [Texts, object][])("from the environment: %j", (variables, expected) => {
  expect(read(region, variables).credentials).toMatchObject(expected);
});

test("keys of different names are never mixed, nor is another name's security token", () => {
  const own = { HUAWEICLOUD_SDK_AK: "b", HUAWEICLOUD_SDK_SK: "t", HUAWEICLOUD_SDK_SECURITYTOKEN: "theirs" };

  expect(read(region, { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "s", ...own }).credentials).toEqual({
    kind: "aksk",
    accessKey: "a",
    secretKey: "s",
    origin: "the environment (HW_ACCESS_KEY / HW_SECRET_KEY)",
  });
});

test.each([
  [{ HW_AUTH_TOKEN: "to\nken" }, "HW_AUTH_TOKEN"],
  [{ HW_ACCESS_KEY: "\u200bAK", HW_SECRET_KEY: "SK" }, "HW_ACCESS_KEY"],
  [{ HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "S\u00a0K" }, "HW_SECRET_KEY"],
  [{ HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "SK", HW_SECURITY_TOKEN: "a\u2026" }, "HW_SECURITY_TOKEN"],
] as [Texts, string][])("what no header can hold is refused before anything is sent: %j", (variables, name) => {
  const { message } = refusal(region, variables);

  expect(message).toContain(`${name} in the environment`);
  expect(message).toContain("copy it anew");
  expect(message).not.toContain(variables[name]);
});

test("the stack configuration wins as a whole", () => {
  const configuration = {
    ...region,
    "huaweicloud:userName": "u",
    "huaweicloud:password": "p",
    "huaweicloud:domainName": "d",
  };

  expect(read(configuration, { HW_ACCESS_KEY: "a", HW_SECRET_KEY: "s" }).credentials).toMatchObject({
    kind: "user",
    origin: "the stack configuration (huaweicloud:)",
  });
});

test.each([
  [
    { "kps:accessKey": "AK" },
    { HW_SECRET_KEY: "s", HW_ACCESS_KEY: "a" },
    "accessKey",
    ["kps:accessKey set", "kps:secretKey missing"],
  ],
  [{}, { HW_ACCESS_KEY: "a" }, "accessKey", ["HW_ACCESS_KEY set", "HW_SECRET_KEY missing"]],
  [{}, { HUAWEICLOUD_SDK_SK: "s" }, "accessKey", ["HUAWEICLOUD_SDK_SK set", "HUAWEICLOUD_SDK_AK missing"]],
  [{ "kps:securityToken": "x" }, {}, "accessKey", ["kps:securityToken set", "kps:secretKey missing"]],
  [{}, { HW_SECURITY_TOKEN: "x" }, "accessKey", ["the environment (HW_SECURITY_TOKEN): HW_SECURITY_TOKEN set"]],
  [{ "kps:userName": "u", "kps:password": "p" }, {}, "userName", ["kps:domainName missing"]],
] as [Texts, Texts, string, string[]][])("half a set is an error: %j %j", (configuration, variables, key, parts) => {
  const error = refusal({ ...region, ...configuration }, variables);

  expect(error.key).toBe(key);
  parts.forEach((part) => expect(error.message).toContain(part));
});

test("a domain name alone is no set", () => {
  expect(read(enough, { HW_DOMAIN_NAME: "acme" }).credentials.kind).toBe("aksk");
});

test("none at all: names what to set and every place", () => {
  const error = refusal(region);

  expect(error.key).toBe("accessKey");
  expect(error.message).toContain("kps:accessKey");
  [
    "kps:",
    "huaweicloud:",
    "HW_ACCESS_KEY",
    "HUAWEICLOUD_SDK_AK",
    "CLOUD_SDK_AK",
    "OS_ACCESS_KEY",
    "HW_AUTH_TOKEN",
    "HW_USER_NAME",
    "~/.hcloud/config.json",
    "~/.huaweicloud/credentials",
  ].forEach((place) => expect(error.looked.join(" ")).toContain(place));
});
