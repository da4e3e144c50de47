import { isRefusedError } from "../../provider/src/operations/step/refusedError";
import { Connections } from "../../provider/src/operations/step/connection";
import { readSettings } from "../../provider/src/settings/readSettings";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { decryptedConfigFor } from "../support/emulator";
import { environmentOf } from "../support/memoryFiles";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../support/inProcess/inProcessBench";
import { EngineRequests } from "./engineRequests";

let bench: InProcessBench;

/** A process of the plugin with its settings; without the project's id it asks IAM before anything else. */
async function engineWith(drop: readonly string[] = []): Promise<EngineRequests> {
  const engine = new EngineRequests(bench.process);
  const { url, region, projectId, accessKey, secretKey } = bench.emulator.credentials;
  const settings = { endpoint: url, region, projectId, accessKey, secretKey };
  await engine.configure(Object.fromEntries(Object.entries(settings).filter(([key]) => !drop.includes(key))));
  return engine;
}

/** How long after Cancel at 5 s a request ends, in ms, and what it says. */
async function afterCancel(
  engine: EngineRequests,
  work: () => Promise<unknown>,
): Promise<{ ms: number; says: string }> {
  const { clock } = bench.world;
  clock.startTimer(5_000, () => void engine.service.cancel());
  const started = clock.monotonicMs();
  const says = await work().then(
    () => "",
    (error: unknown) => (error instanceof Error ? error.message : ""),
  );
  return { ms: clock.monotonicMs() - started - 5_000, says };
}

const binding: PlainObject = { serverId: "running", keyPairName: "kp-a", auth: [{ password: ROOT_PASSWORD }] };

const requests: Readonly<Record<string, (engine: EngineRequests) => Promise<unknown>>> = {
  create: (engine) => engine.create(binding),
  read: (engine) => engine.read("running"),
  diff: (engine) => engine.diff({ ...binding, phase: "bound" }, binding, binding),
  "check of a pair without a name": (engine) =>
    engine.check({ publicKey: bench.keys.a.publicKey }, { urn: "urn:pulumi:dev::web::kps:index:KeyPair::one" }),
  ...Object.fromEntries(
    Object.entries({
      getTask: { taskId: "t" },
      listRunningTasks: {},
      listFailedTasks: {},
      listKeyPairs: {},
      getKeyPair: { name: "kp-a" },
      listDmsTasks: { instanceId: "i" },
      getDmsTask: { instanceId: "i", taskId: "t" },
    }).map(([name, args]) => [name, (engine: EngineRequests) => engine.invoke(`kps:index:${name}`, args)]),
  ),
};

beforeEach(() => {
  bench = inProcessBench();
});

test.each(Object.keys(requests))("Cancel ends %s while IAM is asked for the project", async (name) => {
  const engine = await engineWith(["projectId"]);
  bench.emulator.control.fault({ operation: "KeystoneListProjects", times: 99, delayMs: 120_000 });
  const { ms, says } = await afterCancel(engine, () => requests[name]?.(engine) ?? Promise.reject(new Error(name)));
  expect(ms).toBeLessThan(100);
  if (!name.startsWith("check") && name !== "diff") {
    expect(says).toMatch(/waiting for IAM .*find the project.*interrupted\nnote +nothing was posted/);
  }
});

test.each(Object.keys(requests).filter((name) => name !== "diff"))(
  "Cancel ends %s while the service is slow",
  async (name) => {
    const engine = await engineWith();
    bench.emulator.control.fault({ times: 999, delayMs: 120_000 });
    const { ms } = await afterCancel(engine, () => requests[name]?.(engine) ?? Promise.reject(new Error(name)));
    expect(ms).toBeLessThan(100);
  },
);

test("a step ends at its deadline while IAM is asked for the project; who may wait longer gets the connection", async () => {
  bench.emulator.control.fault({ operation: "KeystoneListProjects", times: 1, delayMs: 20_000 });
  const { runtime } = bench.world;
  const config: Readonly<Record<string, string>> = decryptedConfigFor(bench.emulator.credentials);
  const settings = readSettings((key) => (key === "kps:projectId" ? undefined : config[key]), environmentOf());
  const connections = new Connections(runtime);
  const patient = connections.to(settings, { deadlineMs: runtime.monotonicMs() + 60_000 });
  const hasty = connections.to(settings, { deadlineMs: runtime.monotonicMs() + 5_000 });
  const started = runtime.monotonicMs();
  const refusal: unknown = await hasty.catch((error: unknown) => error);
  expect(runtime.monotonicMs() - started).toBeLessThan(5_100);
  expect(isRefusedError(refusal) ? refusal.message : refusal).toMatch(/IAM .*the deadline has passed/);
  expect((await patient).cloud.projectId).toBe(bench.emulator.credentials.projectId);
});

test("the engine's time for a step counts while IAM is asked for the project", async () => {
  const engine = await engineWith(["projectId"]);
  bench.emulator.control.fault({ operation: "KeystoneListProjects", times: 99, delayMs: 120_000 });
  const { clock } = bench.world;
  const started = clock.monotonicMs();
  await expect(engine.create(binding, { timeout: 5 })).rejects.toThrow(/IAM .*the deadline has passed/);
  expect(clock.monotonicMs() - started).toBeLessThan(5_100);
});

test("an argument of a function that is null counts as not given", async () => {
  const engine = await engineWith();
  expect(await engine.invoke("kps:index:listFailedTasks", { serverId: null, since: null })).toEqual({
    tasks: [],
    complete: true,
  });
  await expect(engine.invoke("kps:index:getKeyPair", { name: null })).rejects.toThrow(/name/);
});
