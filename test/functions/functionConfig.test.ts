import * as pulumi from "@pulumi/pulumi";
import { knownConfig, outputConfig } from "../../provider/src/functions/functionConfig";
import { KeyPair } from "../../provider/src/resources/keyPair";
import { Provider } from "../../provider/src/resources/provider";

beforeAll(async () => {
  pulumi.runtime.setAllConfig({ "kps:region": "cn-north-4" });
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ inputs }) => ({ id: "id", state: inputs as Record<string, unknown> }),
    call: () => ({}),
  };
  // A preview: what a resource has not been given is not known yet.
  await pulumi.runtime.setMocks(mocks, "project", "stack", true);
});

const south = (): Provider => new Provider("south", { region: "cn-south-1", accessKey: "AK", secretKey: "SK" });
const unknown = (): Provider => new Provider("unknown", { region: new KeyPair("ops", { publicKey: "k" }).region });

/** Whether an output is known, and secret. */
async function standing(output: pulumi.Output<unknown>): Promise<{ known: boolean; secret: boolean }> {
  const { isKnown, isSecret } = output as unknown as Readonly<Record<"isKnown" | "isSecret", Promise<boolean>>>;
  return { known: await isKnown, secret: await isSecret };
}

it("is the stack's, the settings given, or those of the provider", async () => {
  expect((await knownConfig("listKeyPairs", undefined))("kps:region")).toBe("cn-north-4");
  const given = await knownConfig("listKeyPairs", { endpoints: { kms: "https://kms.example" }, requestsPerMinute: 5 });
  expect(given("kps:region")).toBeUndefined();
  expect(given("kps:endpoints")).toBe(`{"kms":"https://kms.example"}`);
  expect(given("kps:requestsPerMinute")).toBe("5");
  const provided = await knownConfig("listKeyPairs", { provider: south() });
  expect([provided("kps:region"), provided("kps:secretKey")]).toEqual(["cn-south-1", "SK"]);
});

it("is the stack's where no setting is given a value: undefined, null and a blank text mean unset", async () => {
  const unset = { region: undefined, accessKey: null, endpoints: undefined, secretKey: "", token: " " } as object;
  for (const options of [{}, unset, { provider: undefined, ...unset }]) {
    expect((await knownConfig("listKeyPairs", options))("kps:region")).toBe("cn-north-4");
  }
});

it("no setting that is misspelt, and no output, is passed over: the stack's would be taken in its place", async () => {
  const misspelt = { region: "cn-south-1", accesskey: "AK", secretkey: "SK" } as object;
  await expect(knownConfig("getTask", misspelt)).rejects.toThrow(
    /^the settings given to a function cannot be used\nsetting +accesskey is no setting: check the spelling\nsetting +secretkey is no[^]*there are region, accessKey, /,
  );
  expect(() => outputConfig({ regoin: "cn-south-1" } as object)).toThrow(/regoin is no setting/);
  expect(() => outputConfig({ dependsOn: [] } as object)).toThrow(/dependsOn is not waited for/);
  // What Pulumi's invokes take does not put the stack's settings aside, and other things may stand beside settings.
  expect((await knownConfig("getTask", { async: true } as object))("kps:region")).toBe("cn-north-4");
  expect((await knownConfig("getTask", { region: "cn-south-1", url: "u" } as object))("kps:region")).toBe("cn-south-1");
  const later = { region: "cn-south-1", accessKey: "AK", secretKey: pulumi.secret("SK") } as object;
  for (const options of ["cn-south-1", pulumi.output({ region: "cn-south-1" })]) {
    await expect(knownConfig("getTask", options as object)).rejects.toThrow(/have to be an object/);
  }
  await expect(knownConfig("getTask", later)).rejects.toThrow(/secretKey is an output[^]*kps\.Provider/);
});

it("is that of the parent's provider, and the stack's where the parent has none", async () => {
  const inSouth = new pulumi.ComponentResource("test:index:Servers", "south", {}, { providers: [south()] });
  expect((await knownConfig("listKeyPairs", { parent: inSouth }))("kps:region")).toBe("cn-south-1");
  const anywhere = new pulumi.ComponentResource("test:index:Servers", "anywhere");
  expect((await knownConfig("listKeyPairs", { parent: anywhere }))("kps:region")).toBe("cn-north-4");
});

it("while a setting is unknown the plain form rejects and the Output form is unknown", async () => {
  await expect(knownConfig("getTask", { provider: unknown() })).rejects.toThrow(
    /^getTask cannot be carried out: the settings of its provider are not known yet\nnext +use getTaskOutput/,
  );
  expect(await standing(outputConfig({ provider: unknown() }))).toMatchObject({ known: false });
});

it("does not make what a function answers a secret", async () => {
  expect(await standing(outputConfig({ provider: south() }))).toEqual({ known: true, secret: false });
});

it("a provider of somebody else is refused: its settings cannot be read", async () => {
  class OtherProvider extends pulumi.ProviderResource {}
  const other = new OtherProvider("pulumi-nodejs", "other", { "kps:region": "cn-south-1" });
  await expect(knownConfig("getTask", { provider: other as unknown as Provider })).rejects.toThrow(
    /is not a kps.Provider/,
  );
});
