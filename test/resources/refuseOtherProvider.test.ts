import { execFileSync } from "node:child_process";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "../../provider/src/index";
import * as plugin from "../../provider/src/onPlugin/index";

const root = join(__dirname, "../..");

it.each([
  [
    "pulumi-huaweicloud-kps",
    "pulumi-huaweicloud-kps/plugin",
    'is one of "kps", and this resource needs one of "pulumi-nodejs"',
  ],
  [
    "pulumi-huaweicloud-kps/plugin",
    "pulumi-huaweicloud-kps",
    'is one of "pulumi-nodejs", and this resource needs one of "kps"',
  ],
  ["pulumi-huaweicloud-kps", "pulumi-huaweicloud-kps", "registered"],
  ["pulumi-huaweicloud-kps/plugin", "pulumi-huaweicloud-kps/plugin", "registered"],
])("a resource of %s with a Provider of %s: %s", (resources, providers, told) => {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: () => ({}) });
    const provider = new (require("${providers}").Provider)("south", { region: "cn-south-1" });
    try {
      new (require("${resources}").KeyPair)("ops", { exposePrivateKey: true }, { provider });
      process.stdout.write("registered");
    } catch (error) {
      process.stdout.write(error.message);
    }
  `;
  const options = { cwd: join(root, "examples/quickstart"), encoding: "utf8" } as const;
  expect(execFileSync(process.execPath, ["-e", script], options)).toContain(told);
});

/** The id of the provider that serves a KeyPair in a component with these options. */
async function providerOfPair(
  { KeyPair }: Pick<typeof dynamic, "KeyPair">,
  options: () => pulumi.ComponentResourceOptions,
): Promise<string | undefined> {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      return { id: `${args.name}-id`, state: args.inputs as Record<string, unknown> };
    },
    call: () => ({}),
  });
  const parent = new pulumi.ComponentResource("acme:index:Servers", "servers", {}, options());
  try {
    const pair = new KeyPair("ops", { exposePrivateKey: true }, { parent });
    await new Promise((resolve) => pair.urn.apply(resolve));
  } finally {
    // The component tells its outputs later, to mocks that must know it yet. Pulumi's typings do not show this.
    await (pulumi.runtime as unknown as { waitForRPCs: () => Promise<void> }).waitForRPCs();
  }
  return registered.find(({ name }) => name === "ops")?.provider;
}

// The SDK warns of such a map as well.
beforeEach(() => jest.spyOn(console, "warn").mockImplementation());
afterEach(() => jest.restoreAllMocks());

const ofDynamic = (): dynamic.Provider => new dynamic.Provider("south", { region: "cn-south-1" });
const ofPlugin = (): plugin.Provider => new plugin.Provider("south", { region: "cn-south-1" });

it.each([
  [
    "of the package, whose provider has the other name,",
    dynamic,
    () => ({ providers: { kps: ofDynamic() } }),
    'KeyPair: the parent has a provider of "pulumi-nodejs" under the name "kps"',
  ],
  [
    "of the plugin, whose provider is of the package, under the name of the plugin,",
    plugin,
    () => ({ providers: { kps: ofDynamic() } }),
    'KeyPair: the parent has a provider of "pulumi-nodejs" under the name "kps"',
  ],
  [
    "of the package, whose provider is of the plugin,",
    dynamic,
    () => ({ providers: [ofPlugin()] }),
    'KeyPair: the provider of the parent is one of "kps", and this resource needs one of "pulumi-nodejs"',
  ],
  [
    "of the plugin, whose provider is of the package,",
    plugin,
    () => ({ provider: ofDynamic() }),
    'KeyPair: the provider of the parent is one of "pulumi-nodejs", and this resource needs one of "kps"',
  ],
] as const)("a resource in a component %s is not made where the stack is", async (_of, front, options, refusal) => {
  await expect(providerOfPair(front, options)).rejects.toThrow(refusal);
});

it.each([
  ["a list", dynamic, () => ({ providers: [ofDynamic()] })],
  ["the package's own name", dynamic, () => ({ providers: { "pulumi-nodejs": ofDynamic() } })],
  ["those of both fronts", dynamic, () => ({ providers: [ofDynamic(), new plugin.Provider("other")] })],
  ["the plugin's name", plugin, () => ({ providers: { kps: ofPlugin() } })],
] as const)("a resource has the provider of its component, given as %s", async (_as, front, options) => {
  expect(await providerOfPair(front, options)).toMatch(/::south::south-id$/);
});
