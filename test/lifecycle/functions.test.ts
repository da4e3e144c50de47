import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { newSshKey } from "../support/sshKey";
import { Stack } from "../support/stack";
import { quickPace } from "../support/suiteTimeScale";

let emulator: Emulator;
let stack: Stack;

beforeEach(async () => {
  emulator = await startTestEmulator({
    seed: {
      servers: [{ id: "s-1", name: "web-1", rootPassword: "Root-Passw0rd" }],
      keyPairs: [{ name: "ops", publicKey: newSshKey().publicKey }],
      dmsInstances: [{ id: "kafka-1", tasks: [{ id: "d-1", name: "modifyAutoTopic", status: "SUCCESS" }] }],
    },
  });
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
});

const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  // Caught: the SDK takes very long to print what a JavaScript program throws.
  const deleted = () => kps.deleteFailedTasks({ serverId: "s-1" }).then(({ tasks }) => tasks.length, (e) => e.message);
  module.exports = async () => {
    const { tasks } = await kps.listDmsTasks({ instanceId: "kafka-1" });
    const since = pulumi.output(new Date(0).toISOString());
    const listed = {
      pairs: (await kps.listKeyPairs()).keyPairs.map(({ name }) => name),
      running: (await kps.listRunningTasks()).tasks.length,
      failed: kps.listFailedTasksOutput({ serverId: pulumi.output("s-1"), since }).apply(({ tasks: all }) => all.length),
      dms: tasks.map(({ name, createdAt }) => name + " " + createdAt),
      fingerprint: kps.getKeyPairOutput(pulumi.output("ops")).fingerprint,
      deleted: await deleted(),
    };
    const binding = new kps.KeyPairBinding("one", {
      serverId: "s-1", keyPairName: "ops", auth: { passwordEnv: "ROOT_PASSWORD" },
    });
    return {
      ...listed,
      status: kps.getTaskOutput(binding.taskId).taskStatus,
      waited: kps.waitForTaskOutput(binding.taskId, { timeout: "1m" }).phase,
    };
  };
`;

it("list what there is in a preview too, take outputs of resources once these are known, and change nothing in a preview", async () => {
  stack = await Stack.create({
    program: { javascript: PROGRAM },
    config: configFor(emulator.credentials),
    environment: { ...quickPace, ROOT_PASSWORD: "Root-Passw0rd" },
  });
  const asked = (): string[] => emulator.control.requests().map(({ operation }) => operation);

  const preview = await stack.preview();
  expect(preview.stdout).toContain("deleteFailedTasks changes something and so does nothing during a preview");
  expect(asked().filter((operation) => /^ListKeypairTask$|^ListFailedTask$|^Delete/.test(operation))).toEqual([
    "ListFailedTask",
  ]);
  const up = await stack.up();
  expect(up.stdout).toMatch(/deleted +: 0/);
  expect(asked().filter((operation) => operation === "ListFailedTask")).toHaveLength(3);
  expect(up.stdout).toMatch(/status +: "SUCCESS_BIND"/);
  expect(up.stdout).toMatch(/waited +: "success"/);
  for (const run of [preview, up]) {
    expect(run.ok).toBe(true);
    expect(run.stdout).toMatch(/pairs +: \[\s+\[0\]: "ops"/);
    expect(run.stdout).toMatch(/dms +: \[\s+\[0\]: "modifyAutoTopic 20[\d-]+T[\d:.]+Z"/);
    expect(run.stdout).toMatch(/failed +: 0/);
    expect(run.stdout).toMatch(/fingerprint: "([0-9a-f]{2}:){15}/);
  }
});
