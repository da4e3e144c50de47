import * as pulumi from "@pulumi/pulumi";
import { Provider } from "../../provider/src/resources/provider";
import { settingsWithStack } from "../../provider/src/resources/settingsWithStack";

const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeEach(async () => {
  registered.length = 0;
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      return { id: "id", state: args.inputs as Record<string, unknown> };
    },
    call: () => ({}),
  });
});

const stack =
  (values: Readonly<Record<string, string>>) =>
  (key: string): string | undefined =>
    values[key];

const full = stack({
  "kps:region": "cn-north-4",
  "kps:projectId": "p-north",
  "kps:endpoints": `{"kms":"https://kms.example"}`,
  "kps:requestsPerMinute": "200",
  "huaweicloud:accessKey": "AK",
  "huaweicloud:secretKey": "SK",
  "huaweicloud:region": "cn-east-3",
});

/** Settings that are set, without outputs. */
async function settled(settings: Readonly<Record<string, pulumi.Input<unknown>>>): Promise<unknown> {
  const known = await new Promise<Readonly<Record<string, unknown>>>((resolve) => pulumi.all(settings).apply(resolve));
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

describe("what a provider is not given comes from the stack", () => {
  it("all of it, kps before huaweicloud", async () => {
    expect(await settled(settingsWithStack({ region: undefined }, full))).toEqual({
      region: "cn-north-4",
      projectId: "p-north",
      endpoints: `{"kms":"https://kms.example"}`,
      requestsPerMinute: "200",
      accessKey: "AK",
      secretKey: "SK",
    });
  });

  it("no part of its credentials once one is given, or a profile", async () => {
    const credentials = (given: Readonly<Record<string, string>>): Promise<unknown> =>
      settled(settingsWithStack(given, full));
    expect(await credentials({ token: "T" })).not.toMatchObject({ accessKey: "AK" });
    expect(await credentials({ token: "T" })).toMatchObject({ region: "cn-north-4", projectId: "p-north" });
    expect(await credentials({ profile: "b" })).not.toHaveProperty("secretKey");
    expect(await credentials({ accessKey: "own" })).not.toHaveProperty("secretKey");
  });

  it("what is given as a blank text, as is what the stack has as one", async () => {
    const blank = (key: string): string | undefined => (/^kps:(?:region|accessKey|token)$/.test(key) ? " " : full(key));
    expect(await settled(settingsWithStack({ region: "", secretKey: "" }, blank))).toMatchObject({
      region: "cn-east-3",
      accessKey: "AK",
      secretKey: "SK",
    });
  });

  it("credentials of one namespace only", async () => {
    const mixed = stack({ "kps:token": "T", "huaweicloud:accessKey": "AK", "huaweicloud:secretKey": "SK" });
    expect(await settled(settingsWithStack({}, mixed))).toEqual({ token: "T" });
  });

  it("a project only with its region", async () => {
    expect(await settled(settingsWithStack({ region: "cn-south-1" }, full))).not.toHaveProperty("projectId");
    expect(await settled(settingsWithStack({ region: pulumi.output("cn-south-1") }, full))).not.toHaveProperty(
      "projectId",
    );
    expect(await settled(settingsWithStack({ region: "cn-north-4" }, full))).toMatchObject({ projectId: "p-north" });
    expect(await settled(settingsWithStack({ projectName: "dev" }, full))).not.toHaveProperty("projectId");
  });

  it("its addresses only when none is given", async () => {
    expect(await settled(settingsWithStack({ endpoint: "http://127.0.0.1:1" }, full))).not.toHaveProperty("endpoints");
  });
});

it("is a provider of dynamic resources, its settings texts, its secrets secret although they were given plain", async () => {
  const provider = new Provider("south", {
    region: "cn-south-1",
    accessKey: "AK",
    secretKey: "SK",
    endpoints: { kms: "https://kms.example" },
    requestsPerMinute: pulumi.output(200),
  });
  await new Promise((resolve) => provider.urn.apply(resolve));
  // A setting that is not there must not arrive as the secret null.
  expect(Object.keys(registered[0]?.inputs as object)).not.toContain("kps:token");
  expect(registered).toMatchObject([
    {
      type: "pulumi:providers:pulumi-nodejs",
      inputs: {
        "kps:region": "cn-south-1",
        "kps:accessKey": "AK",
        "kps:endpoints": `{"kms":"https://kms.example"}`,
        "kps:requestsPerMinute": "200",
      },
    },
  ]);
  expect(JSON.stringify(registered[0]?.inputs)).toContain("1b47061264138c4ac30d75fd1eb44270");
  expect(registered[0]?.inputs).toMatchObject({ "kps:secretKey": { value: "SK" } });
});

it("refuses an argument that is misspelt, or called as other tools do: the stack's setting would be taken in its place, unsaid", () => {
  const { south } = JSON.parse(
    '{ "south": { "accesskey": "AK", "secretAccessKey": "SK", "tokn": null, "servers": {} } }',
  ) as Record<string, object>;
  expect(() => new Provider("south", south)).toThrow(
    /^Provider: accesskey, secretAccessKey: there is no such argument, check the spelling; there are region, accessKey, /,
  );
});

it("keeps secret what the stack configuration holds with --secret, whatever setting it is", async () => {
  const config = {
    "kps:region": "cn-north-4",
    "kps:accessKey": "AK",
    "kps:secretKey": "SK",
    "huaweicloud:projectId": "p",
  };
  pulumi.runtime.setAllConfig(config, ["kps:accessKey", "kps:secretKey", "huaweicloud:projectId"]);
  const provider = new Provider("north");
  pulumi.runtime.setAllConfig({});
  await new Promise((resolve) => provider.urn.apply(resolve));
  expect(registered[0]?.inputs).toMatchObject({
    "kps:region": "cn-north-4",
    "kps:accessKey": { value: "AK" },
    "kps:secretKey": { value: "SK" },
    "kps:projectId": { value: "p" },
  });
});
