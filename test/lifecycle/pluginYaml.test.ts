import type { Emulator } from "../emulator/src/index";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, ROOT_PASSWORD, SERVERS, type EngineBench } from "../support/engineBench";
import { languageTools, testWith } from "../support/languageTest";
import { errorsOn, running } from "../support/toldAbout";
import { yamlProgram } from "../support/yamlProgram";

const it = testWith("yaml");
const yaml = { tools: languageTools("yaml") };

let bench: EngineBench;

afterEach(() => bench.close());

const binding = (name: string, serverId: string, more = ""): string => `
${name}:
  type: kps:KeyPairBinding
  properties:
    serverId: ${serverId}
    keyPairName: kp-a
    auth: [{ passwordEnv: ROOT_PASSWORD }, { privateKeyEnv: KEY_A }]
  options: { ${more} }`;

it("a YAML program binds, is told of a failed task on its resource, tries once more, and keeps no secret in the state", async () => {
  const resources = (password: string) => (credentials: EngineBench["emulator"]["credentials"], publicKey: string) => `
kps:
  type: pulumi:providers:kps
  properties:
    region: ${credentials.region}
    endpoint: ${credentials.url}
    accessKey: ${credentials.accessKey}
    secretKey: ${credentials.secretKey}
pair:
  type: kps:KeyPair
  properties: { name: yaml-pair, publicKey: "${publicKey}" }
  options: { provider: "\${kps}" }
one:
  type: kps:KeyPairBinding
  properties:
    serverId: ${SERVERS.one}
    keyPairName: \${pair.name}
    keyPairFingerprint: \${pair.fingerprint}
    auth: [{ passwordEnv: ROOT_PASSWORD }, { privateKeyEnv: KEY_A }]
  options: { provider: "\${kps}" }
two:
  type: kps:KeyPairBinding
  properties:
    serverId: ${SERVERS.two}
    keyPairName: \${pair.name}
    auth: [{ password: ${password} }, { privateKeyEnv: KEY_A }]
  options: { provider: "\${kps}" }`;
  const variables = `
failed:
  fn::invoke:
    function: kps:listFailedTasks
    arguments: { serverId: ${SERVERS.two} }
    options: { provider: "\${kps}", dependsOn: ["\${two}"] }`;
  const program = (emulator: Emulator, keys: EngineBench["keys"], password: string) =>
    yamlProgram({ resources: resources(password)(emulator.credentials, keys.a.publicKey), variables });
  bench = await engineBench((emulator, keys) => program(emulator, keys, "wrong-canary"), yaml);
  const { emulator, stack, keys } = bench;
  await stack.removeConfig("kps:endpoint", "kps:region", "kps:projectId", "kps:accessKey", "kps:secretKey");

  const preview = await stack.preview();
  expect(preview.summary).toEqual({ create: 5 });

  const first = await stack.up();
  expect(first.ok).toBe(false);
  const [reason, ...others] = errorsOn(first, "two");
  expect(reason).toMatch(/BIND of the key pair of server web-2 .* failed: Failed to log in/);
  expect(others).toEqual([]);
  expect(errorsOn(first, "one")).toEqual([]);
  expect(first.diagnostics.some(({ ephemeral, message }) => ephemeral && message.includes("BIND web-1"))).toBe(true);
  expect(acceptedPosts(emulator, SERVERS.one)).toEqual(["AssociateKeypair yaml-pair"]);
  const { outputs } = (await stack.state()).resource("two");
  expect(outputs).toMatchObject({
    phase: "failed",
    failure: { message: expect.stringContaining("log in") as unknown },
  });

  await stack.setProgram(program(emulator, keys, ROOT_PASSWORD));
  const second = await stack.up();
  expect(second.ok).toBe(true);
  expect(acceptedPosts(emulator, SERVERS.two)).toHaveLength(2);
  expect((await stack.up()).summary).toEqual({ same: 5 });
  expect((await stack.refresh()).summary).toEqual({ same: 5 });

  const { text } = await stack.state();
  for (const secret of [
    emulator.credentials.secretKey,
    ROOT_PASSWORD,
    "wrong-canary",
    keys.a.privateKey.slice(30, 60),
  ]) {
    expect(text).not.toContain(secret);
  }
  expect((await stack.destroy()).summary).toEqual({ delete: 5 });
  expect(emulator.control.state().servers.map(({ keyPairName }) => keyPairName)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(await stack.processes()).toEqual([]);
});

it("a deadline and Ctrl-C end a wait with the task in the state, and the next run resumes both without a POST", async () => {
  const both = [binding("short", SERVERS.one, "customTimeouts: { create: 2s }"), binding("long", SERVERS.two)];
  bench = await engineBench(yamlProgram({ resources: both.join("\n") }), yaml);
  const { emulator, stack } = bench;
  // Longer than the test may last: the runs end because of the deadline and of Ctrl-C, or not at all.
  emulator.control.taskScript({ outcome: "succeed", times: 2, durationMs: 600_000 });
  const run = stack.start("up");
  await running(run, "long");
  await run.event(({ resOpFailedEvent }) => resOpFailedEvent?.metadata.urn.endsWith("::short") === true);
  run.kill("SIGINT");
  const interrupted = await run.finished;
  expect(interrupted.ok).toBe(false);
  expect(errorsOn(interrupted, "short").join("\n")).toMatch(/within 2 s|time|deadline/);
  const state = await stack.state();
  const { tasks } = emulator.control.state();
  for (const [name, server] of [["short", SERVERS.one] as const, ["long", SERVERS.two] as const]) {
    const task = tasks.find(({ serverId }) => serverId === server);
    expect(task?.endedAt).toBeUndefined();
    expect(state.resource(name).outputs).toMatchObject({ phase: "waiting", attempt: { taskId: task?.taskId } });
  }

  bench.skip(600_000);
  expect((await stack.up()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-a"]);
  expect((await stack.up()).summary).toEqual({ same: 3 });
});

it("a killed engine takes the plugin with it, and the next run posts nothing twice", async () => {
  bench = await engineBench(yamlProgram({ resources: binding("one", SERVERS.one) }), yaml);
  const { emulator, stack } = bench;
  emulator.control.taskScript({ outcome: "succeed", durationMs: 4_000 });
  const run = stack.start("up");
  await running(run, "one");
  run.kill("SIGKILL");
  await run.finished;
  // The language host of a killed engine lives on; the plugin must not.
  const plugins = async () =>
    (await stack.processes()).filter(({ command }) => command.includes("pulumi-resource-kps"));
  while ((await plugins()).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stack.run(["cancel", "--stack", "dev", "--yes"]);
  expect((await stack.up()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a"]);
});

it("a key pair and a binding are imported as they are, need no change, and are kept on destroy, which is said of them alone", async () => {
  const declared = (publicKey: string): string => `
pair:
  type: kps:KeyPair
  properties: { name: kp-a, publicKey: "${publicKey}" }${binding("one", SERVERS.one)}
readPair:
  type: kps:KeyPair
  get: { id: kp-b }
readFree:
  type: kps:KeyPairBinding
  get: { id: ${SERVERS.two} }`;
  bench = await engineBench((_emulator, { a }) => yamlProgram({ resources: declared(a.publicKey) }), yaml);
  const { emulator, stack } = bench;
  emulator.control.putServer(SERVERS.one, { keyPairName: "kp-a" });
  const options = ["--stack", "dev", "--yes", "--protect=false", "--generate-code=false", "--color", "never"];
  const pair = await stack.run(["import", "kps:index:KeyPair", "pair", "kp-a", ...options]);
  const one = await stack.run(["import", "kps:index:KeyPairBinding", "one", SERVERS.one, ...options]);
  expect(pair.stdout).toContain("`pulumi destroy`, leaves it in KPS");
  expect(one.stdout).toContain("leaves the key pair on the server");
  expect((await stack.preview()).summary).toMatchObject({ same: 2 });
  const up = await stack.up();
  expect({ ok: up.ok, leaves: up.diagnostics.filter(({ message }) => message.includes("leaves")) }).toEqual({
    ok: true,
    leaves: [],
  });
  expect((await stack.state()).resource("readFree").outputs).toMatchObject({ phase: "unbound" });
  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual([]);
  expect(emulator.control.state().keyPairs.map(({ name }) => name)).toContain("kp-a");
});
