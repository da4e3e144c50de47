import { join, resolve } from "node:path";
import type { Emulator } from "../emulator/src/index";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, SERVERS } from "../support/engineBench";
import { configFor, startTestEmulator } from "../support/emulator";
import { pluginFolder } from "../support/yamlProgram";
import { Stack } from "../support/stack";
import { followReadme, storyVariables } from "./followReadme";

const example = resolve(__dirname, "../../examples/move-to-plugin");

let emulator: Emulator;
let stack: Stack;

afterEach(async () => {
  await stack.dispose();
  await emulator.close();
});

it("move-to-plugin does what its README tells: one bind, one unbind, and a state that knows its front", async () => {
  emulator = await startTestEmulator({ requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
  stack = await Stack.create({
    program: { projectFile: join(example, "Pulumi.yaml") },
    project: "move-to-plugin",
    config: configFor(emulator.credentials),
    environment: storyVariables,
  });
  await followReadme(example, stack, {
    4: async () => {
      const state = await stack.state();
      expect(state.resource("web").type).toBe("kps:index:KeyPairBinding");
      expect(state.text).not.toContain("__provider");
    },
    5: () => expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair ops"]),
  });
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair ops", "DisassociateKeypair ops"]);
  expect(emulator.control.state().keyPairs.map(({ name }) => name)).not.toContain("ops");
}, 300_000);

/** A program on the plugin whose resources are new ones to the engine: nobody has told it of their former type. */
const DECLARED = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  const onPlugin = new pulumi.Config().get("onPlugin") === "true";
  const make = (type, name, args) =>
    onPlugin ? new pulumi.CustomResource("kps:index:" + type, name, args) : new kps[type](name, args);
  make("KeyPairBinding", "web", {
    serverId: "${SERVERS.one}", keyPairName: "kp-a", auth: [{ passwordEnv: "ROOT_PASSWORD" }],
  });
`;

const PROJECT = [
  "name: lifecycle",
  "runtime: { name: nodejs, options: { typescript: false } }",
  "main: program",
  `plugins: { providers: [{ name: kps, path: ${JSON.stringify(pluginFolder)} }] }`,
].join("\n");

it("with the alias forgotten the server keeps its key: the new row finds it bound, and the old one goes alone", async () => {
  const bench = await engineBench(DECLARED);
  ({ emulator, stack } = bench);
  await stack.setProgram({ pulumiYaml: PROJECT });
  expect((await stack.up()).summary).toEqual({ create: 2 });
  await stack.setConfig({ onPlugin: "true" });
  expect((await stack.up()).summary).toEqual({ create: 1, delete: 1, same: 1 });
  expect((await stack.state()).resource("web")).toMatchObject({
    type: "kps:index:KeyPairBinding",
    outputs: { phase: "bound", adopted: true },
  });
  await stack.setConfig({ onPlugin: "false" });
  expect((await stack.up()).ok).toBe(true);
  expect((await stack.up()).summary).toEqual({ same: 2 });
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a"]);
}, 300_000);
