import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import type { EmulatorOptions } from "../../emulator/src/index";
import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../../support/rejections";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

it("keeps the only private key of a pair whose bind still runs when its binding is let go with the key", async () => {
  const pair = await bench.pair.up({ name: "ops", exposePrivateKey: true });
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 300_000 });
  const { properties } = await keptBy(
    bench.binding.create({
      serverId: "running",
      keyPairName: "ops",
      onDelete: "retain",
      disablePassword: true,
      auth: { password: ROOT_PASSWORD },
      timeouts: { create: "60s" },
    }),
  );
  await bench.binding.delete(properties);
  const refused = await rejectionOf(bench.pair.destroy(pair));
  expect(refused.message).toMatch(
    /^deleting key pair "ops" was not tried: its only private key \(the output privateKey in state\) would be gone\n\s*servers\s+it is being bound to web-1 \(running\)\n\s*next[^\n]*once these tasks have ended/,
  );
  await bench.world.clock.sleep(400_000);
  expect(bench.keyOf("running")).toBe("ops");
  expect((await rejectionOf(bench.pair.destroy(pair))).message).toContain("used by web-1 (running)");
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair ops"]);
});

describe("before ECS shows that a server has the pair that it was let go with", () => {
  const exposed = { name: "ops", exposePrivateKey: true };
  const bind = { serverId: "running", keyPairName: "ops", auth: { password: ROOT_PASSWORD } };

  beforeEach(() => {
    bench = inProcessBench({ quirks: { keyNameStaleMs: 40_000 } });
  });

  /** A bind goes on after its run, has an end 10 s later, and is let go then. */
  const letGoWhileBinding = async (outcome: "succeed" | "fail"): Promise<void> => {
    bench.emulator.control.taskScript({ serverId: "running", outcome, durationMs: 70_000 });
    const timeouts = { create: "60s" };
    const { properties } = await keptBy(bench.binding.create({ ...bind, onDelete: "retain", timeouts }));
    await bench.world.clock.sleep(15_000);
    await bench.binding.delete(properties);
  };

  it.each<[string, object]>([
    ["it was not looked whether it does", { verify: "none", disablePassword: true }],
    ["time was up for looking", { disablePassword: true, timeouts: { create: "36s" } }],
  ])("keeps its only private key where %s", async (_why, policies) => {
    const pair = await bench.pair.up(exposed);
    const bound = await bench.binding.create({ ...bind, ...policies });
    expect(bound).toMatchObject({ phase: "bound", verified: false });
    await bench.binding.delete(bound);
    expect((await rejectionOf(bench.pair.destroy(pair))).message).toContain("used by web-1 (running)");
  });

  it("keeps its only private key where its bind has ended after its run", async () => {
    const pair = await bench.pair.up(exposed);
    await letGoWhileBinding("succeed");
    expect((await rejectionOf(bench.pair.destroy(pair))).message).toContain("used by web-1 (running)");
  });

  it("keeps its only private key where ECS does not find the server for a moment", async () => {
    const pair = await bench.pair.up(exposed);
    const bound = await bench.binding.create({ ...bind, verify: "none", disablePassword: true });
    await bench.binding.delete(bound);
    const body = { error: { code: "Ecs.0114", message: "Instance[running] could not be found." } };
    bench.emulator.control.fault({ operation: "ShowServer", status: 404, body });
    expect((await rejectionOf(bench.pair.destroy(pair))).message).toContain("used by web-1 (running)");
  });

  it("deletes it once ECS would show that", async () => {
    const pair = await bench.pair.up(exposed);
    await letGoWhileBinding("fail");
    const sinceMs = bench.world.clock.monotonicMs();
    await bench.pair.destroy(pair);
    expect(bench.world.clock.monotonicMs() - sinceMs).toBeLessThan(65_000);
    expect(bench.emulator.control.state().keyPairs.map(({ name }) => name)).not.toContain("ops");
  });

  it("waits for nothing once it was unbound", async () => {
    const pair = await bench.pair.up(exposed);
    const auth = [bind.auth, { privateKey: String(pair.outputs["privateKey"]) }];
    const bound = await bench.binding.create({ ...bind, auth, verify: "none" });
    await bench.binding.delete({ ...bound, verify: "auto" });
    expect(bench.keyOf("running")).toBeUndefined();
    const sinceMs = bench.world.clock.monotonicMs();
    await bench.pair.destroy(pair);
    expect(bench.world.clock.monotonicMs() - sinceMs).toBeLessThan(5_000);
  });
});

describe("where a change that failed may have left its key on a server that was let go since", () => {
  const pairs = (): string[] => bench.emulator.control.state().keyPairs.map(({ name }) => name);

  async function failed(operation: "BIND" | "REPLACE"): ReturnType<InProcessBench["pair"]["up"]> {
    bench = inProcessBench({ quirks: { failedLeaves: "new" } });
    const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
    const inputs = { serverId: "running", keyPairName: "kp-a", auth, disablePassword: operation === "REPLACE" };
    const wanted = { ...inputs, keyPairName: "ops", onDelete: "retain" };
    const pair = await bench.pair.up({ name: "ops", exposePrivateKey: true });
    const bound = operation === "REPLACE" ? await bench.binding.create(inputs) : undefined;
    bench.emulator.control.taskScript({ serverId: "running", operation, outcome: "fail" });
    const change = bound === undefined ? bench.binding.create(wanted) : bench.binding.update(bound, wanted);
    await bench.binding.delete((await keptBy(change)).properties);
    return pair;
  }

  it("keeps its only private key", async () => {
    const pair = await failed("REPLACE");
    const refused = await rejectionOf(bench.pair.destroy(pair));
    expect(refused.message).toMatch(
      /\nuncertain +a change that failed may have left its key on web-1 \(running\)\nnext +find out/,
    );
    expect(pairs()).toContain("ops");
    await bench.pair.destroy({ ...pair, outputs: { ...pair.outputs, forceDelete: true } });
    expect(pairs()).not.toContain("ops");
  });

  it("deletes it once somebody has bound another pair there", async () => {
    const pair = await failed("REPLACE");
    bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
    await bench.pair.destroy(pair);
    expect(pairs()).not.toContain("ops");
  });

  it("deletes it where the server had no key pair before, and its password goes on", async () => {
    const pair = await failed("BIND");
    const sinceMs = bench.world.clock.monotonicMs();
    await bench.pair.destroy(pair);
    expect(bench.world.clock.monotonicMs() - sinceMs).toBeLessThan(5_000);
    expect(pairs()).not.toContain("ops");
  });
});

describe("while somebody else puts the pair on a server that had another", () => {
  const names = (): string[] => bench.emulator.control.state().keyPairs.map(({ name }) => name);

  async function replaced(quirks: EmulatorOptions["quirks"] = {}): ReturnType<InProcessBench["pair"]["up"]> {
    bench = inProcessBench({ quirks });
    await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } });
    const pair = await bench.pair.up({ name: "ops", exposePrivateKey: true });
    bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 300_000 });
    const auth = { type: "keypair", key: bench.keys.a.privateKey } as const;
    await associateKeyPair(await bench.others(), { keyPairName: "ops", server: { id: "running", auth } });
    return pair;
  }

  it.each<[string, EmulatorOptions["quirks"], string]>([
    [
      "under the name of the one before",
      { replaceListsKeyPair: "old" },
      "perhaps +a task that may bind it runs on web-1",
    ],
    ["in an entry that cannot be read", { taskTimeUnit: "ns" }, "servers +it is being bound to running"],
    [
      "in an entry that cannot be read, under the name of the one before",
      { taskTimeUnit: "ns", replaceListsKeyPair: "old" },
      "perhaps +a task that may bind it runs on running",
    ],
  ])("keeps its only private key where the list has it %s", async (_how, quirks, told) => {
    const pair = await replaced(quirks);
    const refused = await rejectionOf(bench.pair.destroy(pair));
    expect(refused.message).toMatch(new RegExp(`^deleting key pair "ops" was not tried[^]*\n${told}`));
    expect(names()).toContain("ops");
  });

  it("keeps its only private key where the list stays incomplete", async () => {
    const pair = await replaced();
    const empty = { status: 200, body: { total: 1, tasks: [] } };
    bench.emulator.control.fault({ operation: "ListRunningTask", ...empty, times: 1_000 });
    const refused = await rejectionOf(bench.pair.destroy(pair));
    expect(refused.message).toMatch(
      /\nproblem +the list of running tasks shows fewer entries than it counts, so nobody/,
    );
    expect(names()).toContain("ops");
  });

  it("reads a list that was incomplete again", async () => {
    const pair = await replaced();
    bench.emulator.control.fault({
      operation: "ListRunningTask",
      status: 200,
      body: { total: 1, tasks: [] },
      times: 4,
    });
    expect((await rejectionOf(bench.pair.destroy(pair))).message).toContain("it is being bound to web-1 (running)");
  });
});

it("waits for another task that may bind it, and goes once that has unbound another pair", async () => {
  bench = inProcessBench({ quirks: { operateType: "phase", keyNameStaleMs: 20_000 } });
  const bound = await bench.binding.create({
    serverId: "running",
    keyPairName: "kp-a",
    auth: [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }],
  });
  const pair = await bench.pair.up({ name: "ops", exposePrivateKey: true });
  await Promise.all([bench.binding.delete(bound), bench.pair.destroy(pair)]);
  expect(bench.keyOf("running")).toBeUndefined();
  expect(bench.emulator.control.state().keyPairs.map(({ name }) => name)).not.toContain("ops");
});

it("goes by ECS alone where running tasks may not be listed", async () => {
  const pair = await bench.pair.up({ name: "ops", exposePrivateKey: true });
  bench.emulator.control.fault({ operation: "ListRunningTask", status: 403, times: 100 });
  await bench.pair.destroy(pair);
  expect(bench.emulator.control.state().keyPairs.map(({ name }) => name)).not.toContain("ops");
  expect(bench.told().join("\n")).toContain("(403; needs kps::getRunningTask), so nobody can see");
});
