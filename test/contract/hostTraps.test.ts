import { hostBench, type HostBench, type HostedServer } from "../support/hostBench";
import type { Host } from "../support/host";
import { InitFailedError } from "../support/initFailure";

const SERVERS: readonly HostedServer[] = ["one", "two", "three", "four", "five"].map((id) => ({
  id,
  status: "ACTIVE",
}));
// Each test starts hosts, on a busy machine slowly.
jest.setTimeout(30_000);

const POSTS = ["AssociateKeypair", "DisassociateKeypair"];

let bench: HostBench;
let host: Host;

beforeEach(async () => {
  bench = await hostBench(SERVERS);
  host = await bench.start();
});
afterEach(() => bench.close());

const silent = { stdout: "", stderr: "" };

async function keptBy(call: Promise<unknown>): Promise<InitFailedError> {
  const error = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof InitFailedError)) {
    throw new Error("the call was to keep the resource", { cause: error });
  }
  return error;
}

/** What a call fails with; it must be an answer of the host, and soon. */
async function failureOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    return (error as { details?: string }).details ?? String(error);
  }
  throw new Error("the call was to fail");
}

describe("the first calls of a process", () => {
  it("are all served when three come at once", async () => {
    const created = await Promise.all(
      SERVERS.slice(0, 3).map(({ id }) => host.create(bench.inputs(id, { keyPairName: "kp-b" }))),
    );
    expect(created.map(({ outputs }) => outputs["boundKeyPairName"])).toEqual(["kp-b", "kp-b", "kp-b"]);
    expect(host.process.output()).toEqual(silent);
  });

  it("also when they are to update and to delete", async () => {
    const { outputs } = await host.create(bench.inputs("one", { onDelete: "unbind" }));
    const other = await host.create(bench.inputs("two"));
    const next = await bench.start();
    await Promise.all([
      next.delete("one", outputs),
      next.update("two", other.outputs, bench.inputs("two", { keyPairName: "kp-b" })),
      next.read("two", other.outputs),
    ]);
    const { servers } = bench.emulator.control.state();
    expect(servers.slice(0, 2).map(({ keyPairName }) => keyPairName)).toEqual([undefined, "kp-b"]);
  });
});

describe("check and diff", () => {
  it("ask the service nothing", async () => {
    const { inputs, failures } = await host.check({}, bench.inputs("one"));
    const olds = { ...inputs, phase: "bound", boundKeyPairName: "kp-a" };
    const same = await host.diff("one", olds, inputs);
    const renamed = await host.diff("one", olds, { ...inputs, keyPairName: "kp-b" });
    const moved = await host.diff("one", olds, { ...inputs, serverId: "two" });
    expect(failures).toEqual({});
    expect([same.changes, renamed.changes, moved.replaces]).toEqual([false, true, ["serverId"]]);
    const refused = await host.check({}, bench.inputs("one", { id: "one" }));
    expect(Object.values(refused.failures)).toEqual([
      "id is not an input of this resource: check the spelling; if a newer pulumi-huaweicloud-kps brought it, install that where the program runs",
    ]);
    expect(bench.emulator.control.requests()).toEqual([]);
    expect(host.process.output()).toEqual(silent);
  });
});

describe("a failed task", () => {
  it("keeps the resource with the stub in its properties, on create and on update, so that it can be deleted", async () => {
    const { control } = bench.emulator;
    control.taskScript({ serverId: "one", outcome: "fail", errorMessage: "Login failed" });
    const created = await keptBy(host.create(bench.inputs("one")));
    expect(created.properties).toMatchObject({ __provider: bench.stub, phase: "failed" });
    control.taskScript({ serverId: "one", outcome: "fail", errorMessage: "Login failed again" });
    const { __provider: stub, ...state } = created.properties as Record<string, string>;
    expect(stub).toBe(bench.stub);
    const updated = await keptBy(host.update("one", state, bench.inputs("one")));
    expect(updated.properties).toMatchObject({ __provider: bench.stub, phase: "failed" });
    expect(updated.reasons).toEqual([expect.stringContaining("Login failed again")]);
    expect(host.process.output()).toEqual(silent);
    await (await bench.start()).delete("one", state);
  });

  it("stays small whatever the service says, and several on one connection arrive", async () => {
    for (const { id } of SERVERS) {
      bench.emulator.control.taskScript({ serverId: id, outcome: "fail", errorMessage: "x".repeat(200_000) });
    }
    const kept = await Promise.all(SERVERS.map(({ id }) => keptBy(host.create(bench.inputs(id)))));
    for (const { id, properties, reasons } of kept) {
      expect(Buffer.byteLength(JSON.stringify({ id, properties, reasons }))).toBeLessThan(16_384);
      expect(reasons.join("\n")).toContain("BIND of the key pair of server");
    }
    expect((await host.create(bench.inputs("one"))).outputs).toMatchObject({ phase: "bound" });
    expect(host.process.output()).toEqual(silent);
  });
});

describe("a task that does not end", () => {
  it("is given up at our own deadline, though Cancel does nothing, and is kept", async () => {
    bench.emulator.control.taskScript({ outcome: "hang" });
    // Time enough for the POST on a busy machine, too.
    const create = keptBy(host.create(bench.inputs("one", { timeouts: { create: "8s" } })));
    await host.cancel();
    const { properties } = await create;
    expect(properties).toMatchObject({ __provider: bench.stub, phase: "waiting", attempt: { keyPairName: "kp-a" } });
    expect(host.process.output()).toEqual(silent);
  });

  it("does not keep the process when the engine is gone", async () => {
    const { control } = bench.emulator;
    control.taskScript({ outcome: "hang", times: SERVERS.length });
    const calls = SERVERS.map(({ id }) => host.create(bench.inputs(id)).catch((error: unknown) => error));
    await seen(() => control.requests().filter(({ operation }) => operation === "ListRunningTask").length > 5);
    host.process.endInput();
    await host.process.exited;
    await Promise.all(calls);
    expect(host.process.output()).toEqual(silent);
  });
});

describe("outputs of a success", () => {
  it("arrive, however little or much is given", async () => {
    const all = { port: 22, disablePassword: true, triggers: [1, "a", null], verify: "none", failedTasks: "keep" };
    const least = { serverId: "one", keyPairName: "kp-a", auth: { passwordEnv: "ROOT_PASSWORD" } };
    const { outputs } = await host.create(least);
    expect(outputs).toMatchObject({ phase: "bound", verified: true });
    expect((await host.create(bench.inputs("two", all))).outputs).toMatchObject({ phase: "bound", verified: false });
    const updated = await host.update("one", outputs, bench.inputs("one", { keyPairName: "kp-b" }));
    expect(updated.outputs).toMatchObject({ operation: "REPLACE" });
    const read = await host.read("one", updated.outputs);
    expect(read.outputs).toEqual(updated.outputs);
    expect(read.inputs).toBeUndefined();
    expect((await host.read("three", { serverId: "three", keyPairName: "" })).outputs).toMatchObject({
      phase: "unbound",
    });
    expect(host.process.output()).toEqual(silent);
  });
});

describe("failures of every kind", () => {
  it("of create and update arrive as texts, and the process writes nothing", async () => {
    const { outputs } = await host.create(bench.inputs("one"));
    bench.emulator.control.fault({ operation: "AssociateKeypair", status: 403, body: "<html>no</html>", times: 9 });
    const long = { status: 400, body: { error_code: "KPS.9999", error_msg: "x".repeat(200_000) } };
    bench.emulator.control.fault({ operation: "ShowServer", path: "five", ...long });
    const failures = await Promise.all([
      failureOf(host.create(bench.inputs("five"))),
      failureOf(host.create(bench.inputs("unheard-of"))),
      failureOf(host.create(bench.inputs("two", { keyPairName: "kp-none" }))),
      failureOf(host.create(bench.inputs("two", { auth: [] }))),
      failureOf(host.create(bench.inputs("three"))),
      failureOf(host.update("one", outputs, bench.inputs("one", { keyPairName: "kp-b" }))),
      failureOf(host.update("one", { ...outputs, region: "elsewhere" }, bench.inputs("one", { keyPairName: "kp-b" }))),
      failureOf(host.create({})),
    ]);
    for (const failure of failures) {
      expect(failure.length).toBeGreaterThan(20);
      expect(failure).not.toMatch(/^(Error: )?(undefined|null|\[object Object\])|Unexpected struct type/);
    }
    expect(host.process.output()).toEqual(silent);
  });

  it("of read, delete, check and diff arrive as texts, and the process writes one pointer line each", async () => {
    const { outputs } = await host.create(bench.inputs("one", { onDelete: "unbind" }));
    bench.emulator.control.fault({ operation: "ShowServer", status: 400, body: { error: { code: "X" } }, times: 99 });
    const next = await bench.start();
    const failures = [
      await failureOf(next.read("one", outputs)),
      await failureOf(next.delete("one", outputs)),
      await failureOf(next.delete("one", { ...outputs, projectId: "elsewhere" })),
      await failureOf(next.diff("one", { ...outputs, given: 7 }, bench.inputs("one"))),
    ];
    for (const failure of failures) {
      expect(failure.length).toBeGreaterThan(20);
      expect(failure).not.toMatch(/undefined|\[object Object\]|^\s*at /m);
    }
    // Its answers and its lines come by ways of their own: all of it is here once the process has ended.
    next.process.kill("SIGTERM");
    await next.process.exited;
    const { stdout, stderr } = next.process.output();
    const line = "pulumi-huaweicloud-kps: (see the diagnostics of the resource)";
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toEqual(failures.map(() => line));
    expect(bench.emulator.control.requests().filter(({ operation }) => POSTS.includes(operation))).toHaveLength(1);
  });

  it("of settings that are missing name them, on each call and not only on the first", async () => {
    const lost = await bench.start({ config: { "kps:region": "" }, environment: { HW_REGION_NAME: "" } });
    for (const id of ["one", "two"]) {
      expect(await failureOf(lost.create(bench.inputs(id)))).toContain("kps:region");
    }
    expect(lost.process.output()).toEqual(silent);
  });
});

/** Resolves once something is observed. */
async function seen(happened: () => boolean): Promise<void> {
  while (!happened()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
