import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runCli } from "../cli/runCli";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, ROOT_PASSWORD, SERVERS, type EngineBench } from "../support/engineBench";
import { toldAbout } from "../support/toldAbout";

/** Three bindings; the configuration says which key pair, and which ways in. */
const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  const config = new pulumi.Config();
  const auth = config.getObject("auth") ?? [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }];
  const keyPairName = config.get("keyPair") ?? "kp-a";
  for (const [name, serverId] of Object.entries(${JSON.stringify({ good: SERVERS.one, wrong: SERVERS.two, late: "server-4" })})) {
    new kps.KeyPairBinding(name, {
      serverId,
      keyPairName: config.get("keyPair-" + name) ?? keyPairName,
      auth: config.getObject("auth-" + name) ?? auth,
      timeouts: name === "late" ? { create: "2s" } : undefined,
    });
  }
`;

let bench: EngineBench;

afterEach(() => bench.close());

const outputsOf = async (name: string): Promise<unknown> => (await bench.stack.state()).resource(name).outputs;
const keysOnServers = (): (string | undefined)[] =>
  bench.emulator.control
    .state()
    .servers.filter(({ id }) => id !== SERVERS.stopped)
    .map(({ keyPairName }) => keyPairName);

it("bindings are made once, what failed or was late goes on in the next up, then all stay, are rotated and let go", async () => {
  bench = await engineBench(PROGRAM);
  const { stack, emulator } = bench;
  emulator.control.putServer("server-4", { name: "web-4", status: "ACTIVE", rootPassword: ROOT_PASSWORD });
  emulator.control.taskScript({ serverId: "server-4", outcome: "succeed", durationMs: 12_000 });
  await stack.setConfig({
    "auth-wrong[0].passwordEnv": "WRONG_PASSWORD",
    "auth-late[0].passwordEnv": "ROOT_PASSWORD",
  });
  const reportFile = join(stack.directory, "tasks.jsonl");
  const environment = { KPS_REPORT_FILE: reportFile };

  expect((await stack.preview({ environment })).summary).toEqual({ create: 4 });
  expect(existsSync(reportFile)).toBe(false);
  const first = await stack.up({ environment });
  expect(first.ok).toBe(false);
  expect(toldAbout(first, "good", "error")).toBe("");
  const created = await stack.state();
  expect(created.resource("good").outputs).toMatchObject({
    phase: "bound",
    operation: "BIND",
    taskStatus: "SUCCESS_BIND",
    boundKeyPairName: "kp-a",
    verified: true,
    adopted: false,
    tookOver: false,
  });
  const task = emulator.control.state().tasks.find(({ serverId }) => serverId === SERVERS.two);
  const failure = toldAbout(first, "wrong", "error");
  expect(failure).toContain(`BIND of the key pair of server web-2 (${SERVERS.two}) with "kp-a" failed: `);
  expect(failure).toContain(`task      ${String(task?.taskId)}, FAILED_BIND, started `);
  expect(failure).toContain("code      none given by the service");
  expect(failure).toContain("likely    the root password in auth is wrong");
  expect(created.resource("wrong").outputs).toMatchObject({
    phase: "failed",
    attempt: { keyPairName: "kp-a", operation: "BIND", taskId: task?.taskId },
    failure: { taskId: task?.taskId, match: "exact" },
  });
  const late = toldAbout(first, "late", "error");
  expect(late).toMatch(/has not ended within \d+ s/);
  expect(late).toContain("posts nothing");
  expect(created.resource("late").outputs).toMatchObject({ phase: "waiting" });
  await expectReported(reportFile, created.resource("good").urn, created.resource("wrong").urn);

  // A refresh clears the engine's note of what was not finished; the bindings do not forget it.
  expect((await stack.refresh()).ok).toBe(true);
  expect(await outputsOf("late")).toMatchObject({ phase: "waiting" });

  // What has come of a task is kept, also where the same step is refused what the program asks for by now.
  await stack.setConfig({ "auth-wrong[0].passwordEnv": "ROOT_PASSWORD", "keyPair-late": "kp-b" });
  expect(toldAbout(await stack.up(), "late", "error")).toContain("was not tried");
  expect(await outputsOf("late")).toMatchObject({ phase: "bound", keyPairName: "kp-a", boundKeyPairName: "kp-a" });
  await stack.removeConfig("keyPair-late");
  expect((await stack.up()).ok).toBe(true);
  expect(keysOnServers()).toEqual(["kp-a", "kp-a", "kp-a"]);
  expect(acceptedPosts(emulator, SERVERS.one)).toEqual(["AssociateKeypair kp-a"]);
  expect(acceptedPosts(emulator, SERVERS.two)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-a"]);
  expect(acceptedPosts(emulator, "server-4")).toEqual(["AssociateKeypair kp-a"]);
  expect((await stack.up()).summary).toEqual({ same: 4 });

  await stack.removeConfig("auth-wrong");
  await stack.removeConfig("auth-late");
  await stack.setConfig({ keyPair: "kp-b", "auth[0].privateKeyEnv": "KEY_A", "auth[1].privateKeyEnv": "KEY_B" });
  const rotated = await stack.up();
  expect(rotated.summary).toEqual({ same: 1, update: 3 });
  expect(keysOnServers()).toEqual(["kp-b", "kp-b", "kp-b"]);
  expect(await outputsOf("good")).toMatchObject({
    operation: "REPLACE",
    previousKeyPairName: "kp-a",
    boundKeyPairName: "kp-b",
  });
  expect((await stack.up()).summary).toEqual({ same: 4 });
  expect((await stack.refresh()).summary).toEqual({ same: 4 });

  const rotatedState = await stack.state({ showSecrets: true });
  const gone = await stack.destroy();
  expect(gone.ok).toBe(true);
  expect(keysOnServers()).toEqual([undefined, undefined, undefined]);
  expect(acceptedPosts(emulator, SERVERS.one)).toEqual([
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-b",
    "DisassociateKeypair kp-b",
  ]);

  const { keys } = bench;
  const keyMaterial = [keys.a, keys.b].map(({ privateKey }) => privateKey.split("\n")[1] ?? "");
  const printed = [first, rotated, gone].flatMap(({ stdout, stderr }) => [stdout, stderr]);
  const sent = JSON.stringify(emulator.control.requests());
  for (const canary of [ROOT_PASSWORD, ...keyMaterial, emulator.credentials.secretKey]) {
    expect(canary.length).toBeGreaterThan(8);
    expect([...printed, sent].filter((text) => text.includes(canary))).toEqual([]);
  }
  // The secret key stands, encrypted, in the engine's own record of the configuration; key material nowhere.
  for (const canary of [ROOT_PASSWORD, ...keyMaterial]) {
    expect(rotatedState.text).not.toContain(canary);
  }
  // What the provider puts into state beside the constant stub; urns, times and stack traces are the engine's.
  const { inputs, outputs } = created.resource("good");
  const written = JSON.stringify([inputs, outputs], (key, value: unknown) => (key === "__provider" ? "" : value));
  expect(written.length).toBeLessThanOrEqual(1_536);
});

/** The report file has a line for each finished task, with URN, stack and project, for the jobs that come after. */
async function expectReported(file: string, good: string, wrong: string): Promise<void> {
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  const tasks = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const { project } = bench.stack;
  const expected = [
    { serverId: SERVERS.one, outcome: "success", urn: good, stack: "dev", project },
    { serverId: SERVERS.two, outcome: "failed", urn: wrong, stack: "dev", project },
  ];
  expect(tasks.sort((one, other) => (String(one["serverId"]) < String(other["serverId"]) ? -1 : 1))).toMatchObject(
    expected,
  );
  const { status, stdout } = await runCli(["report", file, "--format", "github"], {});
  expect(stdout).toMatch(
    /^::error title=BIND of server web-2 \(server-2\) with "kp-a" failed::.+\n::notice .*2 KPS tasks finished, 1 failed\n$/,
  );
  expect(status).toBe(0);
}
