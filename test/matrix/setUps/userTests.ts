import { lockedSdk, run, withNpm, writePackage } from "./install";
import type { Place, SetUp } from "./setUp";

/** What a user's unit test does: it declares resources and calls functions under mocks, and looks at what came of it. */
const BODY = `
  const registered = [];
  await pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      return { id: args.name + "-id", state: { ...args.inputs, phase: "bound", fingerprint: "aa:bb" } };
    },
    call: ({ token, inputs }) =>
      token === "kps:index:listFailedTasks" && inputs.serverId === "s-1" ? { tasks: [{ taskId: "t-1" }] } : {},
  });
  const valueOf = (output) => new Promise((resolve) => output.apply(resolve));
  const provider = new kps.Provider("south", { region: "cn-south-1" });
  const pair = new kps.KeyPair("ops", { publicKey: "ssh-ed25519 AAAA" }, { provider });
  const binding = new kps.KeyPairBinding("web", {
    serverId: "s-1", keyPairName: pair.name, keyPairFingerprint: pair.fingerprint, auth: { password: "hush" },
  }, { provider });
  assert.equal(await valueOf(binding.phase), "bound");
  assert.equal(await valueOf(binding.keyPairFingerprint), "aa:bb");
  assert.deepEqual(registered.map(({ type }) => type).sort(), [
    "pulumi-nodejs:dynamic/kps:KeyPair", "pulumi-nodejs:dynamic/kps:KeyPairBinding", "pulumi:providers:pulumi-nodejs",
  ]);
  assert.deepEqual(await kps.listFailedTasks({ serverId: "s-1" }), { tasks: [{ taskId: "t-1" }] });
  assert.deepEqual(await valueOf(kps.listRunningTasksOutput({}, { provider }).tasks), []);
  await kps.deleteFailedTasks({ serverId: "s-1" });
`;

const COMMONJS = (test: string): string => `
const assert = require("node:assert/strict");
const pulumi = require("@pulumi/pulumi");
const kps = require("pulumi-huaweicloud-kps");
${test}("declares resources and calls functions under mocks", async () => {${BODY}});
`;

const MODULE = `
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as kps from "pulumi-huaweicloud-kps";
import { test } from "vitest";
test("declares resources and calls functions under mocks", async () => {${BODY}});
`;

/** Credentials that would lead to where nothing listens: a function that is carried out fails the test. */
const variables = {
  KPS_ENDPOINT: "http://127.0.0.1:9",
  HW_REGION_NAME: "cn-north-4",
  HW_ACCESS_KEY: "AK",
  HW_SECRET_KEY: "SK",
};

function tests(
  name: string,
  runner: Readonly<Record<string, string>>,
  file: readonly [path: string, text: string],
  command: readonly string[],
): SetUp {
  return {
    kind: "tests",
    name,
    run: async (place: Place) => {
      const dependencies = {
        "@pulumi/pulumi": await lockedSdk(),
        "pulumi-huaweicloud-kps": `file:${place.tarball}`,
        ...runner,
      };
      await writePackage(place.folder, { dependencies }, { [file[0]]: file[1] });
      await withNpm(place.folder, place);
      await run("npx", ["--no-install", ...command], place.folder, place, variables);
    },
  };
}

/** Every test runner with the package as it is published and no configuration of its own. */
export const userTests: readonly SetUp[] = [
  tests("jest 29", { jest: "^29.7.0" }, ["ops.test.js", COMMONJS("test")], ["jest"]),
  tests("jest 30", { jest: "^30.0.0" }, ["ops.test.js", COMMONJS("test")], ["jest"]),
  tests("vitest", { vitest: "^3.0.0" }, ["ops.test.mjs", MODULE], ["vitest", "run"]),
  tests("mocha", { mocha: "^11.0.0" }, ["test/ops.test.js", COMMONJS("it")], ["mocha", "--timeout", "30000"]),
  tests(
    "node:test",
    {},
    ["ops.test.js", `const { test } = require("node:test");${COMMONJS("test")}`],
    ["node", "--test"],
  ),
];
