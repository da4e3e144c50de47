import * as pulumi from "@pulumi/pulumi";
import { DmsTaskGate, KeyPair, KeyPairBinding, KeyPairFleet } from "../../provider/src/index";
import { KeyPair as PluginKeyPair } from "../../provider/src/onPlugin/index";

const pair = (name: string): pulumi.Resource => new KeyPair(name, { publicKey: "k" });

/** Runs a program of two resources, whose stack configuration has this key in the clear; returns what it was warned of. */
async function warningsOf(key: string, resource = pair): Promise<string[]> {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
    call: () => ({}),
  });
  pulumi.runtime.setAllConfig({ [key]: "in the clear" }, []);
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  for (const name of ["one", "two"]) {
    const { urn } = resource(name);
    await new Promise((resolve) => urn.apply(resolve));
  }
  const told = warn.mock.calls.map(([message]) => message.split(" ")[0] ?? "");
  warn.mockRestore();
  return told;
}

test("each run of a process is warned once: with the Automation API there are many", async () => {
  expect(await warningsOf("kps:secretKey")).toEqual(["kps:secretKey"]);
  expect(await warningsOf("huaweicloud:password")).toEqual(["huaweicloud:password"]);
});

test.each<[string, (name: string) => pulumi.Resource]>([
  ["KeyPairBinding", (name) => new KeyPairBinding(name, { serverId: "s", keyPairName: "k" })],
  ["KeyPairFleet", (name) => new KeyPairFleet(name, { servers: ["s"], keyPairName: "k" })],
  ["DmsTaskGate", (name) => new DmsTaskGate(name, { instanceId: "i" })],
])("so is a program that has nothing but a %s", async (_, resource) => {
  expect(await warningsOf("kps:token", resource)).toEqual(["kps:token"]);
});

test.each(["kps:regoin", "kps:assume_role", "kps:accessKeyId"])("%s is told as a misspelt setting", async (key) => {
  expect(await warningsOf(key)).toEqual([key]);
});

test.each(["kps:team", "huaweicloud:regoin", "kps:region"])("%s is not: it may be meant as it is", async (key) => {
  expect(await warningsOf(key)).toEqual([]);
});

test("on the plugin that is left to the provider, which other languages have too", async () => {
  const onPlugin = (name: string): pulumi.Resource => new PluginKeyPair(name, { publicKey: "k" });
  expect(await warningsOf("kps:regoin", onPlugin)).toEqual([]);
  expect(await warningsOf("kps:token", onPlugin)).toEqual(["kps:token"]);
});
