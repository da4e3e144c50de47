import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { acceptedPosts } from "../support/acceptedPosts";
import { configFor } from "../support/emulator";
import { pluginFolder } from "../support/yamlProgram";
import {
  onPluginIn,
  recordedOf,
  recordedOnPlugin,
  recordedPrograms,
  recordedWorld,
  type RecordedWorld,
} from "../support/recordedRelease";
import { Stack } from "../support/stack";
import { quickPace } from "../support/suiteTimeScale";

let bench: RecordedWorld;
let stack: Stack;

/** A stack with the state of test/states/<record>.json and the program it was recorded with. */
async function goOnFrom(record: string, javascript: string): Promise<void> {
  bench = await recordedWorld(record);
  stack = await Stack.create({
    program: { javascript },
    project: "release",
    config: configFor(bench.emulator.credentials),
    environment: { ...bench.environment, ...quickPace },
  });
  await bench.importInto(stack);
}
afterEach(async () => {
  await stack.dispose();
  await bench.emulator.close();
});

/** Another text for the program, whose Pulumi.yaml stays. */
const changeProgram = (text: string) => writeFile(join(stack.directory, "project/program/index.js"), text);

/** The texts that the state holds as providers. */
async function stubs(): Promise<unknown[]> {
  const state = await stack.state();
  return ["ops", "web", "topics"].map((name) => state.resource(name).outputs["__provider"]);
}

it("what release 0.1.0 left is refreshed, brought up to date without a request, changed and destroyed", async () => {
  await goOnFrom("0.1.0", recordedPrograms.asRecorded);
  const old = await stubs();
  expect(old).toEqual(Array(3).fill(expect.stringContaining("var __provider = {configure: __f1};")));
  expect((await stack.refresh()).summary).toEqual({ same: 4 });
  expect(await stubs()).toEqual(old);

  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect(acceptedPosts(bench.emulator)).toEqual([]);

  await stack.setProgram({ javascript: recordedPrograms.changed });
  expect((await stack.up()).summary).toEqual({ same: 3, update: 1 });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair next"]);
  expect((await stack.destroy()).summary).toEqual({ delete: 4 });
  expect(bench.emulator.control.state().servers.map(({ keyPairName }) => keyPairName)).toEqual([undefined]);
});

it("what release 0.1.0 left goes on with the plugin: taken over without a request, refreshed, changed and destroyed", async () => {
  await goOnFrom("0.1.0", recordedOnPlugin.asRecorded);
  await stack.setProgram({ pulumiYaml: onPluginIn(pluginFolder) });
  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect((await stack.refresh()).summary).toEqual({ same: 4 });
  expect(acceptedPosts(bench.emulator)).toEqual([]);
  expect((await stack.state()).text).not.toContain("__provider");

  await changeProgram(recordedOnPlugin.changed);
  expect((await stack.up()).summary).toEqual({ same: 3, update: 1 });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair next"]);
  expect((await stack.destroy()).summary).toEqual({ delete: 4 });
  expect(bench.emulator.control.state().servers.map(({ keyPairName }) => keyPairName)).toEqual([undefined]);
});

it("what release 0.1.0 left is destroyed as it is", async () => {
  await goOnFrom("0.1.0", recordedPrograms.asRecorded);
  expect((await stack.destroy()).summary).toEqual({ delete: 4 });
  expect(acceptedPosts(bench.emulator)).toEqual(["DisassociateKeypair ops"]);
  expect(bench.emulator.control.state().keyPairs.map(({ name }) => name)).toEqual(["next"]);
});

it.each(["classes", "plugin"] as const)(
  "what release 0.2.0 left on the %s is refreshed, tries the failed bind once more, is changed and destroyed",
  async (front) => {
    const { asRecorded, changed } = recordedOf[front];
    await goOnFrom(front === "plugin" ? "0.2.0-plugin" : "0.2.0", asRecorded);
    if (front === "plugin") {
      await stack.setProgram({ pulumiYaml: onPluginIn(pluginFolder) });
    }
    // What the engine brings up to date is its own record of the failure.
    expect((await stack.refresh()).summary).toEqual({ same: 5, update: 1 });
    expect(acceptedPosts(bench.emulator)).toEqual([]);

    expect((await stack.up()).summary).toEqual({ same: 5, update: 1 });
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair ops"]);

    await changeProgram(changed);
    expect((await stack.up()).summary).toEqual({ same: 5, update: 1 });
    expect(acceptedPosts(bench.emulator, "server-1")).toEqual(["AssociateKeypair next"]);
    expect((await stack.destroy()).summary).toEqual({ delete: 6 });
    const { servers, keyPairs } = bench.emulator.control.state();
    expect(servers.map(({ keyPairName }) => keyPairName)).toEqual([undefined, undefined, undefined, undefined]);
    expect(keyPairs.map(({ name }) => name)).toEqual(["next"]);
  },
);
