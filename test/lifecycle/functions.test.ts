import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { newSshKey } from "../support/sshKey";
import { Stack } from "../support/stack";

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

const environment = { KPS_TEST_TIME_SCALE: "0.1", ROOT_PASSWORD: "Root-Passw0rd" };

it("list what there is inside a program, in a preview too, with the stack's own settings", async () => {
  stack = await Stack.create({
    program: {
      javascript: `
        const pulumi = require("@pulumi/pulumi");
        const kps = require("pulumi-huaweicloud-kps");
        module.exports = async () => {
          const { tasks } = await kps.listDmsTasks({ instanceId: "kafka-1" });
          const since = pulumi.output(new Date(0).toISOString());
          return {
            pairs: (await kps.listKeyPairs()).keyPairs.map(({ name }) => name),
            running: (await kps.listRunningTasks()).tasks.length,
            failed: kps.listFailedTasksOutput({ serverId: pulumi.output("s-1"), since }).apply(({ tasks: all }) => all.length),
            dms: tasks.map(({ name, createdAt }) => name + " " + createdAt),
            fingerprint: kps.getKeyPairOutput(pulumi.output("ops")).fingerprint,
          };
        };
      `,
    },
    config: configFor(emulator.credentials),
    environment,
  });
  for (const run of [await stack.preview(), await stack.up()]) {
    expect(run.ok).toBe(true);
    expect(run.stdout).toMatch(/pairs +: \[\s+\[0\]: "ops"/);
    expect(run.stdout).toMatch(/dms +: \[\s+\[0\]: "modifyAutoTopic 20[\d-]+T[\d:.]+Z"/);
    expect(run.stdout).toMatch(/failed +: 0/);
    expect(run.stdout).toMatch(/fingerprint: "([0-9a-f]{2}:){15}/);
  }
});

it("take outputs of resources: in an up the task's end is known, in a preview it is left open", async () => {
  stack = await Stack.create({
    program: {
      javascript: `
        const kps = require("pulumi-huaweicloud-kps");
        const binding = new kps.KeyPairBinding("one", {
          serverId: "s-1", keyPairName: "ops", auth: { passwordEnv: "ROOT_PASSWORD" },
        });
        exports.status = kps.getTaskOutput(binding.taskId).taskStatus;
        exports.waited = kps.waitForTaskOutput(binding.taskId, { timeout: "1m" }).phase;
      `,
    },
    config: configFor(emulator.credentials),
    environment,
  });
  expect((await stack.preview()).ok).toBe(true);
  expect(emulator.control.requests().filter(({ operation }) => operation === "ListKeypairTask")).toEqual([]);
  const up = await stack.up();
  expect(up.stdout).toMatch(/status: "SUCCESS_BIND"/);
  expect(up.stdout).toMatch(/waited: "success"/);
});

it("that change something refuse in a preview and send nothing", async () => {
  stack = await Stack.create({
    program: {
      javascript: `
        const kps = require("pulumi-huaweicloud-kps");
        // Caught: the SDK takes very long to print what a JavaScript program throws.
        const deleted = () => kps.deleteFailedTasks({ serverId: "s-1" }).then(({ tasks }) => tasks.length, (e) => e.message);
        module.exports = async () => ({ deleted: await deleted() });
      `,
    },
    config: configFor(emulator.credentials),
    environment,
  });
  const preview = await stack.preview();
  expect(preview.stdout).toContain("deleteFailedTasks changes something and so does nothing during a preview");
  expect(emulator.control.requests()).toEqual([]);
  expect((await stack.up()).stdout).toMatch(/deleted: 0/);
  expect(emulator.control.requests().map(({ operation }) => operation)).toContain("ListFailedTask");
});
