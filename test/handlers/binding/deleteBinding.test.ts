import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import { createKeyPair } from "../../../provider/src/client/kps/createKeyPair";
import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../../support/rejections";
import { newSshKey } from "../../support/sshKey";

let bench: InProcessBench;

const inputs = { serverId: "running", keyPairName: "kp-a" };
const password = { password: ROOT_PASSWORD };

async function boundWithKey(more: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  return bench.binding.create({ ...inputs, auth: [password, { privateKey: bench.keys.a.privateKey }], ...more });
}

it("unbinds what it bound", async () => {
  bench = inProcessBench();
  await bench.binding.delete(await boundWithKey());
  expect(bench.keyOf("running")).toBeUndefined();
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
});

it("explains the ways out when a running server cannot be entered", async () => {
  bench = inProcessBench();
  const outs = await bench.binding.create({ ...inputs, auth: password });
  const error = await rejectionOf(bench.binding.delete(outs));
  expect(error.message).toMatch(/private key now in use[\s\S]*stop the server[\s\S]*onDelete: "retain"/);
  expect(String(error)).toBe("pulumi-huaweicloud-kps");
  expect(error.stack).not.toContain("\n");
  expect(bench.keyOf("running")).toBe("kp-a");
  bench.emulator.control.putServer("running", { status: "SHUTOFF" });
  await bench.binding.delete(outs);
  expect(bench.keyOf("running")).toBeUndefined();
});

it.each([
  ["adopted", {}],
  ["retain", { onDelete: "retain" }],
])("keeps the key on the server: %s", async (kind, more) => {
  bench = inProcessBench();
  if (kind === "adopted") {
    bench.emulator.control.putServer("running", { keyPairName: "kp-a" });
  }
  await bench.binding.delete(await boundWithKey(more));
  expect(bench.keyOf("running")).toBe("kp-a");
  expect(acceptedPosts(bench.emulator).filter((post) => post.startsWith("Disassociate"))).toEqual([]);
});

it("does not wait for a task of others on a server that holds nothing of ours", async () => {
  bench = inProcessBench();
  bench.emulator.control.taskScript({ serverId: "running", outcome: "hang" });
  const server = { id: "running", auth: { type: "password", key: ROOT_PASSWORD } } as const;
  await associateKeyPair(await bench.others(), { keyPairName: "kp-b", server });
  const beganMs = bench.world.clock.monotonicMs();
  await bench.binding.delete({
    ...inputs,
    auth: password,
    phase: "unbound",
    given: ["auth", "keyPairName", "serverId"],
  });
  expect(bench.world.clock.monotonicMs() - beganMs).toBeLessThan(60_000);
});

it("leaves a server alone that has somebody else's key pair by now, and takes one that is gone as let go", async () => {
  bench = inProcessBench();
  const outs = await boundWithKey();
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  await bench.binding.delete(outs);
  expect(bench.keyOf("running")).toBe("kp-b");
  const body = { error: { code: "Ecs.0114", message: "Instance[running] could not be found." } };
  bench.emulator.control.fault({ operation: "ShowServer", times: 20, status: 404, body });
  await bench.binding.delete(outs);
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
});

it("lets a server go although one answer of ECS does not find it", async () => {
  bench = inProcessBench();
  const outs = await boundWithKey();
  const body = { error: { code: "Ecs.0114", message: "Instance[running] could not be found." } };
  bench.emulator.control.fault({ operation: "ShowServer", status: 404, body });
  await bench.binding.delete(outs);
  expect(bench.keyOf("running")).toBeUndefined();
});

it("leaves what others bind once more under its name while it waits, unless that is the key it had bound itself", async () => {
  const rebound = async (remade: boolean): Promise<string | undefined> => {
    bench = inProcessBench();
    const outs = await boundWithKey();
    bench.emulator.control.putServer("running", { status: "SHUTOFF" });
    const others = await bench.others();
    if (remade) {
      await deleteKeyPair(others, "kp-a");
      await createKeyPair(others, { name: "kp-a", publicKey: newSshKey().publicKey });
    }
    await associateKeyPair(others, { keyPairName: "kp-a", server: { id: "running" } });
    await bench.binding.delete(outs);
    return bench.keyOf("running");
  };
  expect(await rebound(true)).toBe("kp-a");
  expect(bench.told().join()).toMatch(/"kp-a" stays on the server: somebody else has bound it there once more/);
  expect(await rebound(false)).toBeUndefined();
});

it("unbinds what it adopted when onDelete insists", async () => {
  bench = inProcessBench();
  bench.emulator.control.putServer("running", { keyPairName: "kp-a" });
  await bench.binding.delete(await boundWithKey({ onDelete: "unbind" }));
  expect(bench.keyOf("running")).toBeUndefined();
});

it("waits for a pending task of ours first", async () => {
  bench = inProcessBench();
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 300_000 });
  const kept = await keptBy(boundWithKey({ timeouts: { create: "150s" } }));
  await bench.binding.delete(kept.properties);
  const [bind, unbind] = bench.emulator.control.state().tasks;
  expect(unbind?.startedAt).toBeGreaterThanOrEqual(bind?.endedAt ?? Number.NaN);
  expect(bench.keyOf("running")).toBeUndefined();
});

it("a lost answer is looked for, and nothing is posted twice", async () => {
  bench = inProcessBench();
  const outs = await boundWithKey();
  bench.emulator.control.fault({ operation: "DisassociateKeypair", cut: "after" });
  await bench.binding.delete(outs);
  expect(acceptedPosts(bench.emulator).filter((post) => post.startsWith("Disassociate"))).toHaveLength(1);
});

it("a failed unbind says why, and the next delete tries once more", async () => {
  bench = inProcessBench();
  const outs = await boundWithKey();
  bench.emulator.control.taskScript({ operation: "UNBIND", outcome: "fail", errorMessage: "Connection refused" });
  const error = await rejectionOf(bench.binding.delete(outs));
  expect(error.message).toMatch(/^UNBIND of key pair "kp-a" from server web-1 \(running\) failed: Connection refused/);
  await bench.binding.delete(outs);
  expect(bench.keyOf("running")).toBeUndefined();
});

it("deletes only records of its own failed task, once it is in state, and a record that is gone is fine", async () => {
  bench = inProcessBench();
  const failing = { ...inputs, auth: { password: "wrong-root" }, failedTasks: "deleteOwn" };
  const kept = await keptBy(bench.binding.create(failing));
  const recorded = (): string[] =>
    bench.emulator.control
      .state()
      .tasks.filter(({ taskStatus }) => taskStatus.startsWith("FAILED"))
      .map(({ taskId }) => taskId);
  expect(recorded()).toHaveLength(1);
  const auth = [password, { privateKey: bench.keys.a.privateKey }];
  await bench.binding.update(kept.properties, { ...failing, auth });
  await bench.binding.update(kept.properties, { ...failing, auth });
  const deletions = bench.emulator.control.requests().filter(({ operation }) => operation === "DeleteFailedTask");
  expect(deletions.map(({ taskId }) => taskId)).toEqual([recorded()[0], recorded()[0]]);
  expect(bench.emulator.control.requests().some(({ operation }) => operation === "DeleteAllFailedTask")).toBe(false);
});

it("leaves a server alone that the running program still declares", async () => {
  bench = inProcessBench();
  const outs = await boundWithKey();
  await bench.binding.check({}, { ...inputs, serverId: "running", resourceUrn: "urn:successor" });
  bench.told();
  await bench.binding.delete(outs);
  expect(bench.told().join("\n")).toMatch(/server running is still declared by the program: left as it is/);
  expect(bench.keyOf("running")).toBe("kp-a");
});
