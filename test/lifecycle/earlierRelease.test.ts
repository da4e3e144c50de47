import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { acceptedPosts } from "../support/acceptedPosts";
import { configFor } from "../support/emulator";
import { pluginFolder } from "../support/pluginWorld";
import { recordedOnPlugin, recordedPrograms, recordedWorld, type RecordedWorld } from "../support/recordedRelease";
import { Stack } from "../support/stack";

let world: RecordedWorld;
let stack: Stack;

beforeEach(async () => {
  world = await recordedWorld("0.1.0");
  stack = await Stack.create({
    program: { javascript: recordedPrograms.asRecorded },
    project: "release",
    config: configFor(world.emulator.credentials),
    environment: { ...world.environment, KPS_TEST_TIME_SCALE: "0.1" },
  });
  await world.importInto(stack);
});
afterEach(async () => {
  await stack.dispose();
  await world.emulator.close();
});

/** The texts that the state holds as providers. */
async function stubs(): Promise<unknown[]> {
  const state = await stack.state();
  return ["ops", "web", "topics"].map((name) => state.resource(name).outputs["__provider"]);
}

it("what release 0.1.0 left is refreshed, brought up to date without a request, changed and destroyed", async () => {
  const old = await stubs();
  expect(old).toEqual(Array(3).fill(expect.stringContaining("var __provider = {configure: __f1};")));
  expect((await stack.refresh()).summary).toEqual({ same: 4 });
  expect(await stubs()).toEqual(old);

  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect(acceptedPosts(world.emulator)).toEqual([]);

  await stack.setProgram({ javascript: recordedPrograms.changed });
  expect((await stack.up()).summary).toEqual({ same: 3, update: 1 });
  expect(acceptedPosts(world.emulator)).toEqual(["AssociateKeypair next"]);
  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect((await stack.destroy()).summary).toEqual({ delete: 4 });
  expect(world.emulator.control.state().servers.map(({ keyPairName }) => keyPairName)).toEqual([undefined]);
});

it("what release 0.1.0 left goes on with the plugin: taken over without a request, refreshed, changed and destroyed", async () => {
  await stack.setProgram({ javascript: recordedOnPlugin.asRecorded });
  await stack.setProgram({
    pulumiYaml: [
      "name: release",
      "runtime: { name: nodejs, options: { typescript: false } }",
      "main: program",
      `plugins: { providers: [{ name: kps, path: ${JSON.stringify(pluginFolder)} }] }`,
    ].join("\n"),
  });
  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect((await stack.refresh()).summary).toEqual({ same: 4 });
  expect(acceptedPosts(world.emulator)).toEqual([]);
  expect((await stack.state()).text).not.toContain("__provider");

  await writeFile(join(stack.directory, "project/program/index.js"), recordedOnPlugin.changed);
  expect((await stack.up()).summary).toEqual({ same: 3, update: 1 });
  expect(acceptedPosts(world.emulator)).toEqual(["AssociateKeypair next"]);
  expect((await stack.destroy()).summary).toEqual({ delete: 4 });
  expect(world.emulator.control.state().servers.map(({ keyPairName }) => keyPairName)).toEqual([undefined]);
});

it("what release 0.1.0 left is destroyed as it is", async () => {
  expect((await stack.destroy()).summary).toEqual({ delete: 4 });
  expect(acceptedPosts(world.emulator)).toEqual(["DisassociateKeypair ops"]);
  expect(world.emulator.control.state().keyPairs.map(({ name }) => name)).toEqual(["next"]);
});
