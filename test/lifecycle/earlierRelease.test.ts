import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { acceptedPosts } from "../support/acceptedPosts";
import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { newSshKey, type SshKey } from "../support/sshKey";
import { Stack } from "../support/stack";

/** State that a release left behind, exported with its secrets; what differs from run to run is named @SO@. */
const recorded = resolve(__dirname, "../states/0.1.0.json");

const PROGRAM = (binding: string): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const pair = new kps.KeyPair("ops", { name: "ops", publicKey: process.env.PUBLIC_KEY });
  const auth = [{ password: "Root-Passw0rd" }, { privateKeyEnv: "OPS_KEY" }];
  new kps.KeyPairBinding("web", { serverId: "server-1", ${binding} });
  new kps.DmsTaskGate("topics", { instanceId: "kafka-1" });
`;
const AS_RECORDED = PROGRAM("keyPairName: pair.name, keyPairFingerprint: pair.fingerprint, auth");
const CHANGED = PROGRAM(`keyPairName: "next", auth: [...auth, { privateKeyEnv: "NEXT_KEY" }]`);

let key: SshKey;
let next: SshKey;
let emulator: Emulator;
let stack: Stack;

beforeEach(async () => {
  key = newSshKey();
  next = newSshKey();
  emulator = await startTestEmulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: {
      servers: [{ id: "server-1", name: "web-1", rootPassword: "Root-Passw0rd", keyPairName: "ops" }],
      keyPairs: [
        { name: "ops", publicKey: key.publicKey },
        { name: "next", publicKey: next.publicKey },
      ],
      dmsInstances: [{ id: "kafka-1", tasks: [{ id: "d-1", name: "modifyAutoTopic", status: "SUCCESS" }] }],
    },
  });
  stack = await Stack.create({
    program: { javascript: AS_RECORDED },
    project: "release",
    config: configFor(emulator.credentials),
    environment: {
      PUBLIC_KEY: key.publicKey,
      OPS_KEY: key.privateKey,
      NEXT_KEY: next.privateKey,
      KPS_TEST_TIME_SCALE: "0.1",
    },
  });
  const { url, projectId, accessKey, secretKey } = emulator.credentials;
  const { fingerprint = "" } = emulator.control.state().keyPairs.find(({ name }) => name === "ops") ?? {};
  const values: Readonly<Record<string, string>> = {
    ENDPOINT: url,
    PROJECT_ID: projectId,
    ACCESS_KEY: accessKey,
    SECRET_KEY: secretKey,
    PUBLIC_KEY: key.publicKey,
    FINGERPRINT: fingerprint,
  };
  const text = (await readFile(recorded, "utf8")).replace(/@([A-Z_]+)@/g, (_all, name: string) => values[name] ?? "");
  const file = join(stack.directory, "state.json");
  await writeFile(file, text);
  const imported = await stack.run(["stack", "import", "--stack", "dev", "--file", file]);
  expect(imported.stderr + imported.stdout).toContain("Import complete");
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
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
  expect(acceptedPosts(emulator)).toEqual([]);

  await stack.setProgram({ javascript: CHANGED });
  expect((await stack.up()).summary).toEqual({ same: 3, update: 1 });
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair next"]);
  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect((await stack.destroy()).summary).toEqual({ delete: 4 });
  expect(emulator.control.state().servers.map(({ keyPairName }) => keyPairName)).toEqual([undefined]);
});

it("what release 0.1.0 left is destroyed as it is", async () => {
  expect((await stack.destroy()).summary).toEqual({ delete: 4 });
  expect(acceptedPosts(emulator)).toEqual(["DisassociateKeypair ops"]);
  expect(emulator.control.state().keyPairs.map(({ name }) => name)).toEqual(["next"]);
});
