import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { finishedTaskSchema, type FinishedTask } from "../../provider/src/operations/report/finishedTask";
import { temporaryFolder } from "../support/temporaryFolder";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../support/inProcess/inProcessBench";
import { keptBy } from "../support/rejections";

let bench: InProcessBench;
let file: string;
const folder = temporaryFolder();

beforeEach(() => {
  file = join(folder(), "tasks.jsonl");
});

const urnOf = (name: string): string => `urn:pulumi:prod::shop::pulumi-nodejs:dynamic/kps:KeyPairBinding::${name}`;

function lines(): FinishedTask[] {
  const text = readFileSync(file, "utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text
    .slice(0, -1)
    .split("\n")
    .map((line) => finishedTaskSchema.parse(JSON.parse(line)));
}

function benchWithReport(...options: Parameters<typeof inProcessBench>): void {
  bench = inProcessBench(...options);
  bench.configure({ "kps:reportFile": file });
}

it("holds one line for each finished task: bind, replace and unbind, failed ones with their reason", async () => {
  benchWithReport();
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  const inputs = { serverId: "running", keyPairName: "kp-a", auth, resourceUrn: urnOf("web") };
  const bound = await bench.binding.create(inputs);
  bench.emulator.control.taskScript({
    serverId: "running",
    outcome: "fail",
    errorCode: "KPS.0042",
    errorMessage: 'Update "public" key error\nsecond line',
  });
  const kept = await keptBy(bench.binding.update(bound, { ...inputs, keyPairName: "kp-b" }));
  const back = await bench.binding.update(kept.properties, inputs);
  await bench.binding.delete(back);

  const [bind, replace, proof, unbind, ...more] = lines();
  const tasks = bench.emulator.control.state().tasks;
  expect(more).toEqual([]);
  // Which key a failed replacement left is proven by replacing it once more.
  expect(proof).toMatchObject({ operation: "REPLACE", keyPairName: "kp-a", outcome: "success" });
  expect(bind).toEqual({
    time: bound["finishedAt"],
    operation: "BIND",
    serverId: "running",
    serverName: "web-1",
    keyPairName: "kp-a",
    taskId: tasks[0]?.taskId,
    taskStatus: "SUCCESS_BIND",
    outcome: "success",
    seconds: expect.any(Number) as number,
    urn: urnOf("web"),
    stack: "prod",
    project: "shop",
    requestId: expect.stringMatching(/^\S{8,}$/) as string,
  });
  expect(replace).toMatchObject({
    operation: "REPLACE",
    keyPairName: "kp-b",
    taskId: tasks[1]?.taskId,
    outcome: "failed",
    code: "KPS.0042",
    message: 'Update "public" key error second line',
  });
  expect(unbind).toMatchObject({ operation: "UNBIND", outcome: "success", taskStatus: "SUCCESS_UNBIND" });
});

it("can be read again whatever word a secret is", async () => {
  benchWithReport();
  const auth = [{ password: ROOT_PASSWORD }, { password: "success" }, { password: "UNBIND" }];
  const bound = await bench.binding.create({
    serverId: "running",
    keyPairName: "kp-a",
    auth: [...auth, { privateKey: bench.keys.a.privateKey }],
  });
  await bench.binding.delete(bound);
  expect(lines().map(({ operation, outcome }) => [operation, outcome])).toContainEqual(["UNBIND", "success"]);
});

it("is for its owner alone, is appended to, and holds no secret", async () => {
  writeFileSync(file, "");
  chmodSync(file, 0o640);
  benchWithReport();
  const inputs = { serverId: "running", keyPairName: "kp-a", auth: { password: "wrong-root-password" } };
  await keptBy(bench.binding.create(inputs));
  expect(statSync(file).mode & 0o777).toBe(0o640);

  file = join(folder(), "new.jsonl");
  bench.configure({ "kps:reportFile": file });
  await bench.binding.create({ serverId: "stopped", keyPairName: "kp-a" });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(lines()).toHaveLength(1);
  const all = readFileSync(file, "utf8") + readFileSync(join(folder(), "tasks.jsonl"), "utf8");
  expect(all).not.toContain("wrong-root-password");
  expect(all).not.toContain(bench.emulator.credentials.secretKey);
});

it("reports a task whose POST was lost, and one that is resumed, once", async () => {
  benchWithReport();
  bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "after" });
  const wrong = { serverId: "running", keyPairName: "kp-a", auth: { password: "wrong" } };
  await keptBy(bench.binding.create(wrong));
  bench.emulator.control.taskScript({ serverId: "stopped", outcome: "succeed", durationMs: 125_000 });
  const slow = { serverId: "stopped", keyPairName: "kp-a", timeouts: { create: "50s" } };
  const kept = await keptBy(bench.binding.create(slow));
  expect(lines()).toHaveLength(1);
  await bench.binding.update(kept.properties, { ...slow, timeouts: { update: "10m" } });
  expect(lines().map(({ serverId, outcome }) => ({ serverId, outcome }))).toEqual([
    { serverId: "running", outcome: "failed" },
    { serverId: "stopped", outcome: "success" },
  ]);
});

it("that cannot be written does not touch the work", async () => {
  mkdirSync(file);
  benchWithReport();
  const outs = await bench.binding.create({ serverId: "stopped", keyPairName: "kp-a" });
  expect(outs).toMatchObject({ phase: "bound", verified: true });
});

it("keeps the lines of 200 bindings at the same time apart", async () => {
  const ids = Array.from({ length: 200 }, (_, number) => `server-${number}`);
  benchWithReport({
    timeScale: 0.001,
    seed: {
      servers: ids.map((id) => ({ id, name: `name-of-${id}`, status: "SHUTOFF" })),
      keyPairs: [{ name: "kp-a" }],
    },
  });
  await Promise.all(
    ids.map((serverId) => bench.binding.create({ serverId, keyPairName: "kp-a", resourceUrn: urnOf(serverId) })),
  );
  const reported = lines();
  expect(reported).toHaveLength(200);
  expect(reported.map(({ serverId }) => serverId).sort()).toEqual([...ids].sort());
  const tasks = bench.emulator.control.state().tasks.map(({ taskId }) => taskId);
  expect(reported.map(({ taskId }) => taskId).sort()).toEqual(tasks.sort());
  expect(reported.every(({ urn, serverId }) => urn === urnOf(serverId))).toBe(true);
});

it.each(["fail", "succeed"] as const)(
  "has no line for a task of somebody else that was followed while an answer was lost (%s)",
  async (outcome) => {
    benchWithReport({ quirks: { replaceListsKeyPair: "old" } });
    const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
    const inputs = { serverId: "running", keyPairName: "kp-a", auth };
    const bound = await bench.binding.create(inputs);
    bench.emulator.control.taskScript({ serverId: "running", outcome, durationMs: 20_000 });
    bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "before" });
    const theirs = bench.others().then((cloud) => {
      const key = { type: "keypair", key: bench.keys.a.privateKey } as const;
      const server = { id: "running", auth: key };
      return new Promise<string>((resolve, reject) => {
        bench.world.clock.startTimer(2_000, () => {
          associateKeyPair(cloud, { keyPairName: "kp-a", server }).then(({ taskId }) => resolve(taskId), reject);
        });
      });
    });
    await keptBy(bench.binding.update(bound, { ...inputs, keyPairName: "kp-b" }));
    expect(lines().map(({ taskId }) => taskId)).toEqual([bound["taskId"]]);
    expect(bench.emulator.control.state().tasks.map(({ taskId }) => taskId)).toContain(await theirs);
  },
);
