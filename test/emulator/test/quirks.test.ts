import { defaultQuirks, type QuirksPatch } from "../src/index";
import { Bench, byKey, byPassword, newKey } from "./support/bench";
import type { Reply } from "./support/signedClient";

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

const server = async (id = "up"): Promise<unknown> =>
  ((await bench.get(`/v1/{project_id}/cloudservers/${id}`)).body as { server: { key_name: unknown } }).server.key_name;

describe.each<[string, QuirksPatch, () => unknown, () => Promise<Reply>]>([
  ["missingAuth", { missingAuth: "fail" }, () => undefined, () => bench.associate("up", "one")],
  ["unfittingAuth", { unfittingAuth: "fail" }, () => undefined, () => bench.associate("up", "one", byKey(newKey()))],
  ["wrongAuth", { wrongAuth: "refuse" }, () => undefined, () => bench.associate("up", "one", byPassword("no"))],
  [
    "authOnStoppedServer",
    { authOnStoppedServer: "fail" },
    () => undefined,
    () => bench.associate("down", "one", byPassword()),
  ],
  [
    "unsupportedImage",
    { unsupportedImage: "refuse" },
    () => bench.emulator.control.putServer("up", { image: "Windows Server 2022" }),
    () => bench.associate("up", "one", byPassword()),
  ],
  [
    "closedPort",
    { closedPort: "refuse" },
    () => bench.emulator.control.putServer("up", { sshPortOpen: false }),
    () => bench.associate("up", "one", byPassword()),
  ],
  [
    "editedAuthorizedKeys",
    { editedAuthorizedKeys: "refuse" },
    () => bench.emulator.control.putServer("down", { authorizedKeysEdited: true }),
    () => bench.associate("down", "one"),
  ],
  ["unknownServer", { unknownServer: "fail" }, () => undefined, () => bench.associate("x", "one", byPassword())],
  ["unbindUnbound", { unbindUnbound: "fail" }, () => undefined, () => bench.disassociate("down")],
])("%s", (name, other, prepare, send) => {
  const values = { ...defaultQuirks, ...other };
  const choices = [
    [String(defaultQuirks[name as keyof QuirksPatch]), {}],
    [String(values[name as keyof QuirksPatch]), other],
  ] as const;

  it.each(choices)("%s", async (choice, quirks) => {
    bench.set(quirks);
    prepare();
    const reply = await send();
    if (choice === "refuse") {
      expect(reply.status).toBe(400);
      expect(bench.emulator.control.state().tasks).toEqual([]);
    } else {
      expect(reply.status).toBe(202);
      bench.finish();
      expect(bench.lastTask().taskStatus).toMatch(/^FAILED_/);
    }
  });
});

it("authOnStoppedServer: ignore", async () => {
  bench.set({ authOnStoppedServer: "ignore" });
  await bench.associate("down", "one", byPassword("wrong"));
  bench.finish();
  expect(bench.lastTask().taskStatus).toBe("SUCCESS_BIND");
});

it("unbindUnbound: succeed", async () => {
  bench.set({ unbindUnbound: "succeed" });
  await bench.disassociate("up");
  bench.finish();
  expect(bench.lastTask().taskStatus).toBe("SUCCESS_UNBIND");
});

it.each([
  ["allow", 202, "SUCCESS_UNBIND"],
  ["fail", 202, "FAILED_UNBIND"],
  ["refuse", 400, undefined],
] as const)("unbindWithoutPassword: %s", async (choice, status, word) => {
  bench.set({ unbindWithoutPassword: choice });
  bench.emulator.control.putServer("down", { keyPairName: "one", hasPassword: false });
  expect((await bench.disassociate("down")).status).toBe(status);
  bench.finish();
  expect(bench.emulator.control.state().tasks.at(-1)?.taskStatus).toBe(word);
});

it.each([
  ["run", 202, "SUCCESS_RESET"],
  ["fail", 202, "FAILED_RESET"],
  ["refuse", 400, undefined],
] as const)("replaceSameName: %s", async (choice, status, word) => {
  bench.set({ replaceSameName: choice });
  bench.bound("down", "one");
  expect((await bench.associate("down", "one")).status).toBe(status);
  bench.finish();
  expect(bench.emulator.control.state().tasks.at(-1)?.taskStatus).toBe(word);
});

describe("secondTask", () => {
  const words = (): string[] => bench.emulator.control.state().tasks.map((task) => task.taskStatus);

  it("queue: starts when the first has ended, and finds the server changed", async () => {
    bench.set({ secondTask: "queue" });
    bench.emulator.control.taskScript({ outcome: "fail", durationMs: 100 });
    bench.emulator.control.taskScript({ outcome: "succeed", durationMs: 100 });
    await bench.associate("up", "one", byPassword());
    await bench.associate("up", "two", byPassword());
    bench.clock.pass(100);
    expect(words()).toEqual(["FAILED_BIND", "READY_BIND"]);
    bench.clock.pass(99);
    expect(words()).toEqual(["FAILED_BIND", "RUNNING_BIND"]);
    bench.clock.pass(1);
    expect(words()).toEqual(["FAILED_BIND", "SUCCESS_BIND"]);
  });

  it("run: both at once, the later one fails over what the earlier one did", async () => {
    bench.set({ secondTask: "run" });
    await bench.associate("up", "one", byPassword());
    await bench.associate("up", "two", byPassword());
    bench.finish();
    expect(words().sort()).toEqual(["FAILED_BIND", "SUCCESS_BIND"]);
  });
});

it("disablePasswordOmitted: disable", async () => {
  bench.set({ disablePasswordOmitted: "disable" });
  await bench.associate("up", "one", byPassword());
  bench.finish();
  expect(bench.emulator.control.state().servers[0]?.passwordLogin).toBe(false);
});

it("keyNameChanges: atStart, and back after a failure", async () => {
  bench.set({ keyNameChanges: "atStart" });
  await bench.associate("up", "one", byPassword("wrong"));
  expect(await server()).toBe("one");
  bench.finish();
  expect(await server()).toBeNull();
});

it("keyNameStaleMs: ECS lags behind the task", async () => {
  bench.set({ keyNameStaleMs: 500 });
  bench.emulator.control.taskScript({ outcome: "succeed", durationMs: 0 });
  await bench.associate("up", "one", byPassword());
  expect(bench.lastTask().taskStatus).toBe("SUCCESS_BIND");
  expect(await server()).toBeNull();
  bench.clock.pass(500);
  expect(await server()).toBe("one");
});

it("unboundKeyName: empty", async () => {
  bench.set({ unboundKeyName: "empty" });
  expect(await server()).toBe("");
});

it.each([
  ["applied", ["down", "nowhere"]],
  ["ignored", ["up", "down"]],
] as const)("serverIdFilter: %s", async (choice, shown) => {
  bench.set({ serverIdFilter: choice });
  const { body } = await bench.get("/v1/{project_id}/cloudservers/detail?server_id=down%2Cnowhere");
  expect((body as { servers: { id: string }[] }).servers.map(({ id }) => id)).toEqual(shown);
});

it.each([
  ["old", ["one"]],
  ["new", ["two"]],
  ["none", []],
] as const)("failedLeaves: %s", async (choice, left) => {
  bench.set({ failedLeaves: choice });
  await bench.failReplace();
  expect(bench.lastTask().taskStatus).toBe("FAILED_REPLACE");
  expect(bench.opening("up")).toEqual(left);
  expect(await server()).toBe("one");
});

it.each([
  ["new", "two"],
  ["old", "one"],
] as const)("replaceListsKeyPair: %s", async (choice, name) => {
  bench.set({ replaceListsKeyPair: choice });
  await bench.failReplace();
  expect(await bench.list("failed-tasks")).toMatchObject([{ keypair_name: name }]);
});

it("associateStatus and associateBody", async () => {
  bench.set({ associateStatus: 200, associateBody: "full" });
  const reply = await bench.associate("up", "one", byPassword());
  expect(reply.status).toBe(200);
  expect(reply.body).toEqual({ task_id: bench.lastTask().taskId, server_id: "up", status: "SUCCESS" });
});

it("unknownTask, unknownKeyPair, duplicateKeyPair and keyPairNameLimit", async () => {
  bench.set({ unknownTask: 400, unknownKeyPair: 400, duplicateKeyPair: 409, keyPairNameLimit: 64 });
  const create = (name: string): Promise<Reply> =>
    bench.client.call("POST", "/v3/{project_id}/keypairs", {
      body: { keypair: { name, public_key: bench.one.publicKey } },
    });
  expect((await bench.get("/v3/{project_id}/tasks/x")).status).toBe(400);
  expect((await bench.get("/v3/{project_id}/keypairs/x")).status).toBe(400);
  expect((await create("one")).status).toBe(409);
  expect((await create("n".repeat(64))).status).toBe(200);
  expect((await create("n".repeat(65))).status).toBe(400);
});

it("replaceResultWord: RESET", async () => {
  bench.set({ replaceResultWord: "RESET" });
  await bench.failReplace();
  expect(bench.lastTask().taskStatus).toBe("FAILED_RESET");
});
