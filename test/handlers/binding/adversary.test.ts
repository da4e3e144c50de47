import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import { createKeyPair } from "../../../provider/src/client/kps/createKeyPair";
import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { acceptedPosts } from "../../support/acceptedPosts";
import { newSshKey } from "../../support/sshKey";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../../support/rejections";

let bench: InProcessBench;

const password = { password: ROOT_PASSWORD };
const toA = { serverId: "running", keyPairName: "kp-a", auth: password };

const serverNow = (): PlainObject => ({ ...bench.emulator.control.state().servers.find(({ id }) => id === "running") });

const posts = (): number => acceptedPosts(bench.emulator).length;

/** What `up` after `up` comes to with the same inputs; each is an update of what the one before has left. */
async function ups(state: PlainObject, inputs: PlainObject, times: number): Promise<PlainObject[]> {
  const seen: PlainObject[] = [];
  let present = state;
  for (let turn = 0; turn < times; turn += 1) {
    present = await bench.binding.update(present, inputs).catch((error: unknown) => {
      if (typeof error === "object" && error !== null && "properties" in error) {
        return error.properties as PlainObject;
      }
      throw error;
    });
    seen.push(present);
  }
  return seen;
}

it("does not take the task of a colleague for its own lost POST, nor its failure", async () => {
  bench = inProcessBench();
  bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "before" });
  bench.emulator.control.taskScript({ serverId: "running", outcome: "fail", durationMs: 40_000 });
  const binding = rejectionOf(bench.binding.create(toA));
  const colleague = await bench.others();
  const sent = (): boolean =>
    bench.emulator.control.requests().some(({ operation }) => operation === "AssociateKeypair");
  while (!sent()) {
    await new Promise(setImmediate);
  }
  const auth = { type: "password", key: ROOT_PASSWORD } as const;
  await associateKeyPair(colleague, { keyPairName: "kp-b", server: { id: "running", auth } });
  const outcome = await binding.catch((error: unknown) => error);
  expect((outcome as Error).message).not.toContain("kp-b");
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-b", "AssociateKeypair kp-a"]);
  expect(serverNow()).toMatchObject({ keyPairName: "kp-a" });
});

it("stamps what was sent when its bytes go out, not before it waited for its turn", async () => {
  bench = inProcessBench();
  const throttled = { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached" };
  bench.emulator.control.fault({
    operation: "AssociateKeypair",
    status: 429,
    body: throttled,
    headers: { "retry-after": "1" },
  });
  bench.emulator.control.taskScript({ serverId: "running", outcome: "hang" });
  const { properties } = await keptBy(bench.binding.create({ ...toA, timeouts: { create: "150s" } }));
  const [refused, accepted] = bench.emulator.control
    .requests()
    .filter(({ operation }) => operation === "AssociateKeypair");
  const waitedMs = Number(accepted?.at) - Number(refused?.at);
  const [task] = bench.emulator.control.state().tasks;
  const { sentAt } = properties["attempt"] as { sentAt: string };
  expect(waitedMs).toBeGreaterThan(1_000);
  const startedAt = Number(task?.startedAt) + bench.world.clock.wallMs() - bench.world.clock.monotonicMs();
  expect(Math.abs(Date.parse(sentAt) - startedAt)).toBeLessThan(waitedMs / 2);
});

describe("a failed task that left the new key on the server", () => {
  async function failedRotation(): Promise<PlainObject> {
    bench = inProcessBench({ quirks: { failedLeaves: "new" } });
    const bound = await bench.binding.create(toA);
    bench.emulator.control.taskScript({ serverId: "running", outcome: "fail" });
    const auth = { privateKey: bench.keys.a.privateKey };
    return (await keptBy(bench.binding.update(bound, { ...toA, keyPairName: "kp-b", auth }))).properties;
  }

  it.each(["both", "the new one"])("converges when the program gives %s", async (given) => {
    const failed = await failedRotation();
    const [old, fresh] = [{ privateKey: bench.keys.a.privateKey }, { privateKey: bench.keys.b.privateKey }];
    const auth = given === "both" ? [old, fresh] : fresh;
    const [state] = await ups(failed, { ...toA, keyPairName: "kp-b", auth }, 1);
    expect(state).toMatchObject({ phase: "bound", boundKeyPairName: "kp-b" });
    expect(posts()).toBe(3);
  });

  it("is not done by name when the program goes back to the old pair", async () => {
    const failed = await failedRotation();
    expect(serverNow()).toMatchObject({ keyPairName: "kp-a" });
    const keys = [{ privateKey: bench.keys.a.privateKey }, { privateKey: bench.keys.b.privateKey }];
    const states = await ups(failed, { ...toA, auth: keys }, 2);
    expect(states.map(({ phase }) => phase)).toContain("bound");
    expect(states.at(-1)).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });
  });
});

it("goes on with the new key where the reply to a same-name change was lost in an outage longer than the task", async () => {
  bench = inProcessBench();
  const bound = await bench.binding.create(toA);
  const remade = newSshKey();
  const cloud = await bench.others();
  await deleteKeyPair(cloud, "kp-a");
  await createKeyPair(cloud, { name: "kp-a", publicKey: remade.publicKey });
  const fingerprint = bench.emulator.control.state().keyPairs.find(({ name }) => name === "kp-a")?.fingerprint;
  bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "after" });
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 1 });
  const auth = [{ privateKey: bench.keys.a.privateKey }, { privateKey: remade.privateKey }];
  const inputs = { ...toA, auth, keyPairFingerprint: fingerprint };
  const waiting = await keptBy(bench.binding.update(bound, inputs));
  expect(waiting.properties).toMatchObject({ phase: "waiting", keyUncertain: true });
  expect(waiting.reasons[0]).toContain("nobody can tell whether it was carried out");
  const [state] = await ups(waiting.properties, inputs, 1);
  expect(state).toMatchObject({ phase: "bound", keyPairFingerprint: fingerprint });
  expect(posts()).toBe(3);
});

it.each(["path", "long"] as const)(
  "posts once where the task of the answer has an id of the kind %s",
  async (taskIds) => {
    bench = inProcessBench({ quirks: { taskIds } });
    bench.emulator.control.taskScript({ serverId: "running", outcome: "vanish", durationMs: 500 });
    const kept = await keptBy(bench.binding.create(toA));
    expect(kept.properties).toMatchObject({ phase: "failed", keyUncertain: true });
    expect(posts()).toBe(1);
  },
);

it("does not believe a name that ECS shows from the start of a task that then fails", async () => {
  bench = inProcessBench({ quirks: { keyNameChanges: "atStart", runningListDelayMs: 2_500 } });
  bench.emulator.control.taskScript({ serverId: "running", outcome: "fail", durationMs: 30_000 });
  bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "after" });
  const kept = await keptBy(bench.binding.create(toA));
  expect(kept.properties).toMatchObject({ phase: "failed", keyUncertain: true });
});

it("adopts nothing by the name that a list shows during a REPLACE of somebody else, where ECS may not be asked", async () => {
  bench = inProcessBench({ quirks: { replaceListsKeyPair: "old" } });
  bench.emulator.control.putServer("running", { keyPairName: "kp-a" });
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 20_000 });
  const auth = { type: "keypair", key: bench.keys.a.privateKey } as const;
  await associateKeyPair(await bench.others(), { keyPairName: "kp-b", server: { id: "running", auth } });
  const error = await rejectionOf(bench.binding.create({ serverId: "running", keyPairName: "kp-a", verify: "none" }));
  expect(error.message).toContain("nothing is sent without auth");
  expect(serverNow()).toMatchObject({ keyPairName: "kp-b" });
});

describe("limits", () => {
  it("end a step at its own deadline, whoever holds the server", async () => {
    bench = inProcessBench();
    bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 300_000 });
    const first = bench.binding.create(toA);
    const startMs = bench.world.clock.monotonicMs();
    const second = await rejectionOf(bench.binding.create({ ...toA, timeouts: { create: "100s" } }));
    expect(second.message).toContain("the deadline has passed");
    expect(bench.world.clock.monotonicMs() - startMs).toBeLessThan(300_000);
    await first;
  });
});

describe("a destroy", () => {
  async function hanging(inputs: PlainObject = {}): Promise<PlainObject> {
    bench = inProcessBench();
    bench.emulator.control.taskScript({ serverId: "running", outcome: "hang" });
    return (await keptBy(bench.binding.create({ ...toA, ...inputs, timeouts: { create: "100s" } }))).properties;
  }

  it("does not wait for a task that hangs where the key is kept anyway", async () => {
    const state = await hanging({ onDelete: "retain" });
    await bench.binding.delete(state);
    expect(posts()).toBe(1);
  });

  it("does not wait for a task of somebody else that hangs where the binding is none that it would undo", async () => {
    bench = inProcessBench();
    bench.emulator.control.putServer("running", { keyPairName: "kp-a" });
    const state = await bench.binding.create(toA);
    bench.emulator.control.taskScript({ serverId: "running", outcome: "hang" });
    const auth = { type: "keypair", key: bench.keys.a.privateKey } as const;
    await associateKeyPair(await bench.others(), { keyPairName: "kp-b", server: { id: "running", auth } });
    await bench.world.clock.sleep(10_000);
    await bench.binding.delete(state);
    expect(bench.told().join("\n")).toMatch(/"kp-a" stays on the server: no task of ours bound it/);
    expect(posts()).toBe(1);
  });

  it("does not wait for a task that hangs on a server that is gone", async () => {
    const state = await hanging();
    const body = { error: { code: "Ecs.0114", message: "Instance[running] could not be found." } };
    bench.emulator.control.fault({ operation: "ShowServer", times: 100, status: 404, body });
    await bench.binding.delete(state);
    expect(posts()).toBe(1);
  });

  it("does not wait for the turn of a resource whose task hangs, where the key is kept or the server is gone", async () => {
    const state = await hanging();
    const other = keptBy(bench.binding.update(state, { ...toA, timeouts: { update: "20s" } }));
    await bench.binding.delete({ ...state, onDelete: "retain" });
    const body = { error: { code: "Ecs.0114", message: "Instance[running] could not be found." } };
    bench.emulator.control.fault({ operation: "ShowServer", times: 100, status: 404, body });
    const startMs = bench.world.clock.monotonicMs();
    await bench.binding.delete(state);
    expect(bench.world.clock.monotonicMs() - startMs).toBeLessThan(10_000);
    await other;
    expect(posts()).toBe(1);
  });

  it("unbinds what a forgotten task of ours has bound", async () => {
    bench = inProcessBench();
    bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 120_000 });
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const kept = await keptBy(bench.binding.create({ ...toA, auth, timeouts: { create: "100s" } }));
    await bench.world.clock.sleep(100_000);
    bench.emulator.control.settings({ quirks: { taskRetentionMs: 1 } });
    await bench.binding.delete(kept.properties);
    expect(serverNow()).not.toHaveProperty("keyPairName", "kp-a");
  });
});

describe("a permission that is missing", () => {
  const denied = { status: 403, body: { error_code: "KPS.0403", error_msg: "Forbidden" } };

  it("for the list of failed tasks leaves an unseen end unknowable, with the attempt kept, and waits for nobody", async () => {
    bench = inProcessBench();
    bench.emulator.control.fault({ operation: "ListFailedTask", times: 1_000, ...denied });
    bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "before" });
    const kept = await keptBy(bench.binding.create(toA));
    expect(kept.properties).toMatchObject({ phase: "waiting", attempt: { keyPairName: "kp-a" }, keyUncertain: true });
    expect(kept.reasons[0]).toContain("needs kps::getFailedTask");
  });

  it("for the list of running tasks does not keep a bind from being posted", async () => {
    bench = inProcessBench();
    bench.emulator.control.fault({ operation: "ListRunningTask", times: 1_000, ...denied });
    expect(await bench.binding.create(toA)).toMatchObject({ phase: "bound", verified: true });
  });
});

it("keeps a binding its own when the service has forgotten the task, and destroys it", async () => {
  bench = inProcessBench();
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 120_000 });
  const auth = [password, { privateKey: bench.keys.a.privateKey }];
  const kept = await keptBy(bench.binding.create({ ...toA, auth, timeouts: { create: "100s" } }));
  await bench.world.clock.sleep(100_000);
  bench.emulator.control.settings({ quirks: { taskRetentionMs: 1 } });
  const [state = {}] = await ups(kept.properties, { ...toA, auth }, 1);
  expect(state).toMatchObject({ phase: "bound", adopted: false, made: { name: "kp-a" } });
  expect(posts()).toBe(1);
  await bench.binding.delete(state);
  expect(serverNow()["keyPairName"] ?? "").toBe("");
});

it("lets pass what a refresh wrote for a server that was unbound elsewhere, where the program ignores it", async () => {
  bench = inProcessBench();
  const bound = await bench.binding.create(toA);
  bench.emulator.control.putServer("running", { keyPairName: "" });
  const { props = {}, inputs = {} } = await bench.binding.read(bound);
  expect(inputs).toMatchObject({ keyPairName: "" });
  expect(await bench.binding.check(inputs, { ...inputs })).toMatchObject({ failures: [] });
  expect(await bench.binding.check({}, { ...inputs })).toMatchObject({ failures: [{ property: "" }] });
  expect(await bench.binding.diff(props, inputs)).toMatchObject({ changes: false });
});

it("says that there is no such server to whoever asks for its binding", async () => {
  bench = inProcessBench();
  const error = await rejectionOf(bench.binding.read({ serverId: "nowhere" }));
  expect(error.message).toContain("ECS knows no such server");
});

it("takes the key that a pair has now for the one on the server once others were seen to bind it under the recorded name", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create(toA);
  bench.emulator.control.putServer("running", { status: "SHUTOFF" });
  const colleague = await bench.others();
  await deleteKeyPair(colleague, "kp-a");
  const remade = await createKeyPair(colleague, { name: "kp-a", publicKey: newSshKey().publicKey });
  await bench.world.clock.sleep(5_000);
  await associateKeyPair(colleague, { keyPairName: "kp-a", server: { id: "running" } });
  const after = await bench.binding.update({ ...outs, phase: "failed", keyUncertain: true }, toA);
  expect(after).toMatchObject({ keyPairFingerprint: remade.fingerprint, adopted: true });
  expect(acceptedPosts(bench.emulator)).toHaveLength(2);
});
