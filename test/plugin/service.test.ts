import { generateKeyPairSync } from "node:crypto";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { createKeyPair } from "../../provider/src/client/kps/createKeyPair";
import { handlersOf } from "../../provider/src/handlers/handlers";
import { ProviderProcess } from "../../provider/src/handlers/providerProcess";
import { plain, struct } from "../../provider/src/plugin/convert";
import { Unfinished } from "../../provider/src/plugin/unfinished";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { publicHalf } from "../../provider/src/model/privateKey";
import { acceptedPosts } from "../support/acceptedPosts";
import { environmentOf } from "../support/memoryFiles";
import { EngineRequests } from "./engineRequests";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../support/inProcess/inProcessBench";

const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

let bench: InProcessBench;
let engine: EngineRequests;
let inputs: PlainObject;
let process: ProviderProcess;

/** One more plugin process, with the settings handed over. */
async function newProcess(): Promise<EngineRequests> {
  process = new ProviderProcess({
    runtime: bench.world.runtime,
    environment: environmentOf,
    engine: { log: (line) => bench.lines.push(line), endWithEngine: () => undefined },
  });
  const requests = new EngineRequests(process);
  const { url, region, projectId, accessKey, secretKey } = bench.emulator.credentials;
  await requests.configure({ endpoint: url, region, projectId, accessKey, secretKey });
  return requests;
}

beforeEach(async () => {
  bench = inProcessBench();
  engine = await newProcess();
  inputs = {
    serverId: "running",
    keyPairName: "kp-a",
    auth: [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }],
  };
});
/** What the engine is to keep of a step that has not succeeded. */
async function unfinished(step: Promise<unknown>): Promise<{ properties: PlainObject; reasons: string[] }> {
  const error: unknown = await step.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Unfinished)) {
    throw new Error("the step was to be kept unfinished", { cause: error });
  }
  return { properties: plain(error.detail.getProperties()), reasons: error.detail.getReasonsList() };
}

test("serves the same kinds of resources as the runtime of the other front", () => {
  expect(Object.keys(handlersOf(process)).sort()).toEqual(["dmsTaskGate", "keyPair", "keyPairBinding", "keyPairFleet"]);
});

test("a secret setting that was given in the clear is one for the state, and no change of settings replaces anything", async () => {
  const check = new rpc.CheckRequest();
  check.setNews(struct({ region: "cn-north-4", secretKey: "SK" }));
  expect((await engine.service.checkConfig(check)).getInputs()?.toJavaScript()).toEqual({
    region: "cn-north-4",
    secretKey: { ...SECRET, value: "SK" },
  });
  const diff = new rpc.DiffRequest();
  diff.setOldInputs(struct({ region: "cn-north-4" }));
  diff.setNews(struct({ region: "cn-south-1" }));
  const { changes, replacesList } = (await engine.service.diffConfig(diff)).toObject();
  expect({ changes, replacesList }).toEqual({ changes: rpc.DiffResponse.DiffChanges.DIFF_SOME, replacesList: [] });
});

test("a misspelt setting is a secret for the state: it may be one, and the engine forgets that it was", async () => {
  const check = new rpc.CheckRequest();
  check.setNews(struct({ region: "cn-north-4", secret_key: "SK", sk: "SK", version: "1.2.3", team: "blue" }));
  expect((await engine.service.checkConfig(check)).getInputs()?.toJavaScript()).toEqual({
    region: "cn-north-4",
    secret_key: { ...SECRET, value: "SK" },
    sk: { ...SECRET, value: "SK" },
    version: "1.2.3",
    team: "blue",
  });
});

test("misspelt settings of the stack are told, and what may be meant as it is is not", async () => {
  const check = new rpc.CheckRequest();
  check.setUrn("urn:pulumi:dev::web::pulumi:providers:kps::default");
  check.setNews(struct({ region: "cn-north-4", projectld: "1", version: "1.2.3", team: "blue" }));
  await engine.service.checkConfig(check);
  expect(bench.lines.at(-1)).toMatchObject({ severity: "warning", ephemeral: false });
  expect(bench.lines.at(-1)?.text).toMatch(
    /^kps:projectld in the stack configuration: there is no such setting, check the/,
  );
});

test("check answers inputs with their secrets marked, and failures without the values", async () => {
  const good = await engine.check(inputs);
  expect(good.failures).toEqual([]);
  expect(good.inputs["auth"]).toMatchObject(SECRET);
  const { failures } = await engine.check({ ...inputs, port: 99_999 });
  expect(failures.join("\n")).toMatch(/port/);
  expect(failures.join("\n")).not.toContain(ROOT_PASSWORD);
});

test("a type that there is not is named, with those that there are", async () => {
  await expect(engine.check({}, { urn: "urn:pulumi:dev::web::kps:index:KeyPear::one" })).rejects.toThrow(
    /there is no resource kps:index:KeyPear[\s\S]*kps:index:KeyPair, kps:index:KeyPairBinding/,
  );
});

test("what only handlers or the other front know never gets into the state", async () => {
  const outputs = await engine.create({ ...inputs, __provider: "stub", timeouts: { create: "1m" } });
  expect(outputs).toMatchObject({ phase: "bound", keyPairName: "kp-a" });
  expect(Object.keys(outputs)).not.toEqual(expect.arrayContaining(["__provider"]));
  expect(outputs).not.toHaveProperty("resourceUrn");
  expect(outputs).not.toHaveProperty("timeouts");
  expect(outputs["given"]).not.toContain("timeouts");
});

test("a preview of create and update sends nothing; an update knows what stays", async () => {
  expect(await engine.create(inputs, { preview: true })).toEqual(inputs);
  const olds = { ...inputs, region: "r", projectId: "p", taskId: "t" };
  const news = { ...inputs, keyPairName: "kp-b" };
  expect(await engine.update(olds, news, { preview: true })).toEqual({ region: "r", projectId: "p", ...news });
  expect(acceptedPosts(bench.emulator)).toEqual([]);
});

test("the engine's time for a step is its deadline; what runs then is kept and resumed without another POST", async () => {
  bench.emulator.control.taskScript({ outcome: "succeed", durationMs: 60_000 });
  const { properties, reasons } = await unfinished(engine.create(inputs, { timeout: 20 }));
  expect(properties).toMatchObject({ phase: "waiting", serverId: "running" });
  // What every language has: `timeouts` is an input of the package's classes alone.
  expect(reasons.join("\n")).toMatch(/20 s[\s\S]*give it longer with customTimeouts/);
  expect(await engine.update(properties, inputs)).toMatchObject({ phase: "bound" });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
});

test("Cancel ends a wait within a second, with the task in the state, and another process resumes it", async () => {
  bench.emulator.control.taskScript({ outcome: "succeed", durationMs: 600_000 });
  let cancelledAtMs = Number.NaN;
  bench.world.clock.startTimer(30_000, () => {
    cancelledAtMs = bench.world.clock.monotonicMs();
    void engine.service.cancel();
  });
  const { properties, reasons } = await unfinished(engine.create(inputs));
  expect(bench.world.clock.monotonicMs() - cancelledAtMs).toBeLessThan(1_000);
  expect(reasons.join()).toMatch(
    /interrupted\.\nnext +run `pulumi up` .* again: it goes on waiting for this task and posts nothing$/,
  );
  const [task] = bench.emulator.control.state().tasks;
  expect(properties).toMatchObject({ phase: "waiting", attempt: { taskId: task?.taskId } });
  const next = await newProcess();
  expect(await next.update(properties, inputs)).toMatchObject({ phase: "bound" });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
});

test("a failed task is kept with its reason", async () => {
  const { properties, reasons } = await unfinished(engine.create({ ...inputs, auth: [{ password: "wrong" }] }));
  expect(properties).toMatchObject({ phase: "failed" });
  expect(reasons).toEqual([expect.stringMatching(/BIND of the key pair of server .* failed/) as unknown]);
});

test("a diff names the inputs that differ, and which of them replaces", async () => {
  const olds = await engine.create(inputs);
  expect((await engine.diff(olds, inputs, inputs)).changes).toBe(rpc.DiffResponse.DiffChanges.DIFF_NONE);
  const { diffsList, replacesList } = await engine.diff(olds, inputs, { ...inputs, keyPairName: "kp-b", port: 2222 });
  expect({ diffsList, replacesList }).toEqual({ diffsList: ["keyPairName", "port"], replacesList: [] });
  expect((await engine.diff(olds, inputs, { ...inputs, serverId: "stopped" })).replacesList).toEqual(["serverId"]);
});

test("what is found by its id has inputs, and its row says what a delete will do", async () => {
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  const { id, inputs: found } = await engine.read("running");
  expect({ id, found }).toEqual({ id: "running", found: { serverId: "running", keyPairName: "kp-b" } });
  expect(bench.lines.map(({ text }) => text).join("\n")).toContain("leaves the key pair on the server");
});

test("a server without a key pair is nothing to import, and no row says that a binding was found", async () => {
  await expect(engine.read("running")).rejects.toThrow(/it has no key pair[\s\S]*declare the binding/);
  expect(bench.lines.filter(({ ephemeral }) => !ephemeral)).toEqual([]);
});

test.each(["kps:index:KeyPair::kp-b", "kps:index:KeyPairBinding::running"])(
  "of %s, which a program only reads, no row says what a delete will do: there is none",
  async (what) => {
    bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
    const [type = "", id = ""] = what.split("::");
    const found = await engine.read(id, { urn: `urn:pulumi:dev::web::${type}::found`, get: {} });
    expect(found.properties).toMatchObject({ adopted: true });
    expect(bench.lines.filter(({ ephemeral }) => !ephemeral)).toEqual([]);
  },
);

test("a server without a key pair can be read by its id alone, as by the class", async () => {
  for (const get of [{}, { serverId: "running", keyPairName: "" }]) {
    expect((await engine.read("running", { get })).properties).toMatchObject({
      serverId: "running",
      keyPairName: "",
      phase: "unbound",
    });
  }
});

test("a server that ECS may not show is not taken for one without a key pair", async () => {
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  const body = { error: { code: "Ecs.0013", message: "Insufficient permissions" } };
  bench.emulator.control.fault({ path: "/cloudservers/", times: 99, status: 403, body });
  await expect(engine.read("running")).rejects.toThrow(/may not read the server[\s\S]*ecs:cloudServers:get/);
});

test("a fleet cannot be imported, and what to do instead is said", async () => {
  await expect(handlersOf(process).keyPairFleet.read("web", {})).rejects.toThrow(
    /a fleet cannot be imported[\s\S]*next +declare it in the program/,
  );
});

test("the name of a key pair that was found is good as long as it is left alone, whatever KPS takes for one", async () => {
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  const { properties, inputs: found } = await engine.read("running");
  const named = { ...found, keyPairName: "old.key" };
  expect((await engine.check(named, { olds: named })).failures).toEqual([]);
  expect((await engine.check(named, { olds: found })).failures).toEqual([
    expect.stringMatching(/^keyPairName: is not the name/),
  ]);
  const state = { ...properties, keyPairName: "old.key", boundKeyPairName: "old.key" };
  expect(await engine.update(state, { ...named, onDelete: "retain" })).toMatchObject({ keyPairName: "old.key" });
  expect(acceptedPosts(bench.emulator)).toEqual([]);
});

test("functions answer plain values, and say what there is when a name is wrong", async () => {
  expect(await engine.invoke("kps:index:listRunningTasks", {})).toEqual({ tasks: [], complete: true });
  await expect(engine.invoke("kps:index:listTasks", {})).rejects.toThrow(/there is no function kps:index:listTasks/);
});

test("functions answer a public key whole although its private half is known here", async () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const publicKey = publicHalf(privateKey) ?? "";
  await createKeyPair(await bench.others(), { name: "kp-rsa", publicKey, scope: "user" });
  process.secrets.add(privateKey);
  expect(await engine.invoke("kps:index:getKeyPair", { name: "kp-rsa" })).toMatchObject({ publicKey });
});
