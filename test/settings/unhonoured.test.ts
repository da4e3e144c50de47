import { settingsWithStack } from "../../provider/src/resources/settingsWithStack";
import { enough, read, refusal, type Texts } from "./readWith";

const canary = "canary-4711";
const bridged = { "huaweicloud:region": "cn-north-4", "huaweicloud:accessKey": "AK", "huaweicloud:secretKey": "SK" };
const role = { "kps:assumeRole": '{"agencyName":"operations","domainName":"acme"}' };

test.each<[Texts, string, string]>([
  [
    { ...bridged, "huaweicloud:agencyName": canary, "huaweicloud:agencyDomainName": canary },
    "assumeRole",
    "agencyName",
  ],
  [{ ...bridged, "huaweicloud:agencyDomainName": canary }, "assumeRole", "agencyDomainName"],
  [{ ...enough, "kps:agencyName": canary }, "assumeRole", "kps:agencyName"],
  [{ "kps:region": "cn-north-4", "huaweicloud:agencyName": canary }, "assumeRole", "huaweicloud:agencyName"],
  [{ ...bridged, "huaweicloud:assumeRoles": `[{"agencyName":"${canary}"}]` }, "assumeRole", "huaweicloud:assumeRoles"],
  [{ ...bridged, "huaweicloud:delegatedProject": canary }, "projectName", "kps:projectName"],
  [{ ...bridged, "huaweicloud:cloud": canary }, "endpoints", "kps:endpoints"],
  [{ ...bridged, "huaweicloud:authUrl": `https://iam.${canary}.example/v3` }, "endpoints", "set the address of iam in"],
  [
    { ...bridged, "huaweicloud:authUrl": `https://iam.evilmyhuaweicloud.com/${canary}` },
    "endpoints",
    "huaweicloud:authUrl",
  ],
])(
  "what would lead to another account, project or cloud is refused, not passed over: %j",
  (configuration, key, part) => {
    const error = refusal(configuration, { HW_ACCESS_KEY: "AK", HW_SECRET_KEY: "SK" });

    expect(error.key).toBe(key);
    expect(error.message).toContain(part);
    expect(error.message).not.toContain(canary);
  },
);

test("a cloud that the environment names is refused too, unless an address is given", () => {
  const error = refusal(enough, { HW_CLOUD: canary });
  expect(error).toMatchObject({ key: "endpoints", message: expect.stringContaining("HW_CLOUD") as string });
  expect(error.message).not.toContain(canary);
  expect(() => read(enough, { HW_CLOUD: canary, KPS_ENDPOINT: "https://kps.example" })).not.toThrow();
  expect(() => read(enough, { HW_CLOUD: "myhuaweicloud.com" })).not.toThrow();
});

test("so is an IAM that is not Huawei's, unless its address is given", () => {
  const variables = { HW_AUTH_URL: "https://iam.partner.example/v3" };
  expect(refusal(enough, variables)).toMatchObject({
    key: "endpoints",
    message: expect.stringContaining("HW_AUTH_URL in the environment names the address of IAM") as string,
  });
  const given = { ...enough, "kps:endpoints": '{"iam":"https://iam.partner.example"}' };
  expect(read(given, variables).endpoints.iam).toBe("https://iam.partner.example");
  expect(() => read(enough, { HW_AUTH_URL: "https://iam.cn-north-4.myhuaweicloud.com:443/v3" })).not.toThrow();
  expect(() => read(enough, { HW_AUTH_URL: "https://iam.myhuaweicloud.eu/v3" })).not.toThrow();
});

test.each<[string, Texts]>([
  ["an agency in our words", { ...enough, ...role, "huaweicloud:agencyName": "operations" }],
  ["a project in our words", { ...enough, "kps:projectName": "shop", "huaweicloud:delegatedProject": "shop" }],
  ["the project of the region", { ...bridged, "huaweicloud:delegatedProject": "cn-north-4" }],
  ["Huawei's own cloud", { ...bridged, "huaweicloud:cloud": "myhuaweicloud.com" }],
  [
    "addresses in our words",
    { ...bridged, "huaweicloud:cloud": "partner.example", "kps:endpoint": "https://kps.example" },
  ],
])("nothing is refused that changes nothing: %s", (_, configuration) => {
  expect(() => read(configuration)).not.toThrow();
});

test("a Provider hands on what its stack says, so that it is refused there too", () => {
  const stack: Texts = { ...bridged, "huaweicloud:agencyName": "a", "huaweicloud:cloud": "partner.example" };
  stack["huaweicloud:authUrl"] = "https://iam.partner.example/v3";
  const configured = (key: string): string | undefined => stack[key];

  expect(settingsWithStack({ region: "cn-east-3" }, configured)).toMatchObject({
    agencyName: "a",
    cloud: "partner.example",
    authUrl: "https://iam.partner.example/v3",
  });
  expect(settingsWithStack({ profile: "prod" }, configured)).not.toHaveProperty("agencyName");
});

test.each([
  "agencyName",
  "agencyDomainName",
  "assumeRoles",
  "assumeRoleWithOidc",
  "delegatedProject",
  "cloud",
  "authUrl",
])("none of them gets lost on the way through a Provider: %s", (key) => {
  const stack: Texts = { ...bridged, [`huaweicloud:${key}`]: "x" };
  expect(() => read(stack)).toThrow(`huaweicloud:${key}`);

  const handedOn = settingsWithStack({}, (full) => stack[full]);
  expect(() =>
    read(Object.fromEntries(Object.entries(handedOn).map(([name, value]) => [`kps:${name}`, String(value)]))),
  ).toThrow(`kps:${key}`);
});

test("an agency that its stack names for other credentials is no more taken by a Provider than without one", () => {
  const stack: Texts = { ...enough, "huaweicloud:assumeRole": '{"agencyName":"operations","domainName":"acme"}' };
  expect(() => read(stack)).toThrow(
    "comes from huaweicloud:assumeRole in the stack configuration, but the credentials",
  );

  const configured = (key: string): string | undefined => stack[key];
  expect(() => settingsWithStack({ region: "cn-east-3" }, configured)).toThrow(
    "the agency to act as comes from huaweicloud:assumeRole, but the credentials come from kps: of the stack configuration",
  );
  const own = { accessKey: "AK", secretKey: "SK" };
  expect(settingsWithStack(own, configured)).not.toHaveProperty("assumeRole");
  expect(settingsWithStack({ assumeRole: { agencyName: "a", domainName: "d" } }, configured)).toMatchObject({
    accessKey: "AK",
  });
});
