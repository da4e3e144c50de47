import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../provider/src/index";
import * as onPlugin from "../../provider/src/onPlugin/index";

interface Registered {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const registered: Registered[] = [];

beforeEach(async () => {
  registered.length = 0;
  await pulumi.runtime.setMocks({
    newResource: ({ type, inputs }) => {
      registered.push({ type, inputs: inputs as Record<string, unknown> });
      return { id: "id", state: inputs as Record<string, unknown> };
    },
    call: () => ({}),
  });
});

const urnOf = ({ urn }: pulumi.Resource): Promise<string> => new Promise((resolve) => urn.apply(resolve));

it("has all that the other front has, under the same names", () => {
  expect(Object.keys(onPlugin).sort()).toEqual(Object.keys(dynamic).sort());
});

it("registers resources of the plugin, with their inputs and nothing else", async () => {
  const pair = new onPlugin.KeyPair("ops", { name: "ops", publicKey: "k" });
  const binding = new onPlugin.KeyPairBinding("web", { serverId: "s", keyPairName: "ops", auth: { passwordEnv: "P" } });
  const fleet = new onPlugin.KeyPairFleet("all", { servers: ["a"], keyPairName: "ops" });
  const gate = new onPlugin.DmsTaskGate("topics", { instanceId: "i" });
  await Promise.all([pair, binding, fleet, gate].map(urnOf));
  expect(Object.fromEntries(registered.map(({ type, inputs }) => [type, inputs]))).toEqual({
    "kps:index:KeyPair": { name: "ops", publicKey: "k" },
    "kps:index:KeyPairBinding": { serverId: "s", keyPairName: "ops", auth: { passwordEnv: "P" } },
    "kps:index:KeyPairFleet": { servers: ["a"], keyPairName: "ops" },
    "kps:index:DmsTaskGate": { instanceId: "i" },
  });
});

it("makes secrets of what is one, as the other front does", async () => {
  await urnOf(new onPlugin.KeyPairBinding("web", { serverId: "s", keyPairName: "ops", auth: { password: "hush" } }));
  expect(registered[0]?.inputs["auth"]).toMatchObject({ value: { password: "hush" } });
});

it("its provider is one of the plugin, with the settings as arguments, secret ones as secrets", async () => {
  await urnOf(new onPlugin.Provider("south", { region: "cn-south-1", secretKey: "SK", requestsPerMinute: 60 }));
  expect(registered).toMatchObject([
    {
      type: "pulumi:providers:kps",
      inputs: { region: "cn-south-1", requestsPerMinute: "60", secretKey: { value: "SK" } },
    },
  ]);
});

it("a resource that a program derives from one is served by the same front", async () => {
  class Ours extends onPlugin.KeyPair {}
  await urnOf(new Ours("ops", { name: "ops", publicKey: "k" }));
  expect(registered[0]?.type).toBe("kps:index:KeyPair");
});
