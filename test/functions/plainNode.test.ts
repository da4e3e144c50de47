import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { connectTo } from "../support/connectTo";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { settingsFor } from "../client/settingsFor";
import type { Emulator } from "../emulator/src/index";
import { startTestEmulator } from "../support/emulator";
import { newSshKey } from "../support/sshKey";

const run = promisify(execFile);
// Every call starts a Node process.
jest.setTimeout(30_000);
let emulator: Emulator;
/** How far the emulator's time is ahead, in ms: tasks end when the test lets them. */
let ahead = 0;

beforeAll(async () => {
  emulator = await startTestEmulator({
    clock: { now: () => performance.now() + ahead, wall: () => Date.now() },
    seed: {
      servers: [{ id: "s-1", name: "web-1", rootPassword: "Root-Passw0rd" }],
      keyPairs: [{ name: "ops", publicKey: newSshKey().publicKey, description: "for all" }],
      dmsInstances: [
        {
          id: "kafka-1",
          tasks: [{ id: "d-1", name: "modifyAutoTopic", status: "SUCCESS", createdAt: "2026-11-20T10:00:00Z" }],
        },
      ],
    },
  });
});
afterAll(() => emulator.close());

/** Runs a script in a Node process of its own and returns the JSON it prints. `settings` and `kps` are there. */
async function plain(script: string, variables: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const { url, region, projectId, accessKey, secretKey } = emulator.credentials;
  const settings = { endpoint: url, region, projectId, accessKey, secretKey, requestsPerMinute: 6000 };
  const text = `
    const kps = require("pulumi-huaweicloud-kps");
    const settings = ${JSON.stringify(settings)};
    const errorOf = (promise) => promise.then(() => "no error", (error) => error.name + ": " + error.message);
    (async () => { ${script} })().then((result) => console.log(JSON.stringify(result)));
  `;
  const { stdout } = await run(process.execPath, ["-e", text], {
    cwd: join(__dirname, "../.."),
    env: { PATH: process.env["PATH"], HOME: "/nowhere", KPS_TEST_TIME_SCALE: "0.02", ...variables },
  });
  return JSON.parse(stdout);
}

it("key pairs and DMS tasks are read with settings given, and the process ends by itself", async () => {
  expect(
    await plain(`
      const { tasks: [task] } = await kps.listDmsTasks({ instanceId: "kafka-1", since: "2026-11-20T00:00:00Z" }, settings);
      return {
        list: (await kps.listKeyPairs(settings)).keyPairs,
        pair: await kps.getKeyPair("ops", settings),
        createdAt: task.createdAt,
        same: (await kps.getDmsTask("kafka-1", "d-1", settings)).name,
        unknown: await errorOf(kps.getKeyPair("none", settings)),
      };
    `),
  ).toEqual({
    list: [expect.objectContaining({ name: "ops", hosted: false, frozenState: 0, scope: "user" })],
    pair: expect.objectContaining({
      name: "ops",
      description: "for all",
      createdAt: expect.any(String) as unknown,
    }) as unknown,
    createdAt: "2026-11-20T10:00:00.000Z",
    same: "modifyAutoTopic",
    unknown: expect.stringContaining("UnknownIdError: getKeyPair: KPS knows no key pair none") as unknown,
  });
});

it("a task is waited for, listed, explained and its record deleted", async () => {
  const { url, projectId, accessKey, secretKey } = emulator.credentials;
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the test" } as const;
  const cloud = await connectTo(settingsFor({ url, projectId, credentials }));
  emulator.control.taskScript({ outcome: "fail", durationMs: 600_000, errorMessage: "Login failed" });
  const server = { id: "s-1", auth: { type: "password", key: "Root-Passw0rd" } as const };
  const { taskId } = await associateKeyPair(cloud, { keyPairName: "ops", server });
  const running = plain(`
    const lines = [];
    const { tasks: [running] } = await kps.listRunningTasks({ serverId: "s-1" }, settings);
    const { tasks: idle } = await kps.waitForServerIdle("s-1", { timeout: "1m", onProgress: (line) => lines.push(line) }, settings);
    const ended = await kps.waitForTask(${JSON.stringify(taskId)}, {}, settings);
    const { tasks: failed } = await kps.listFailedTasks({ operation: "BIND" }, settings);
    await kps.deleteFailedTask(failed[0].taskId, settings);
    return {
      running, idle, ended, lines, failed,
      left: await kps.deleteFailedTasks({ serverId: "s-1" }, settings),
      again: await errorOf(kps.deleteFailedTask(failed[0].taskId, settings)),
    };
  `);
  while (!emulator.control.requests().some(({ operation }) => operation === "ListKeypairTask")) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  ahead += 600_001;
  const result = await running;
  const failure = expect.objectContaining({ taskId, errorMessage: "Login failed", serverName: "web-1" }) as unknown;
  const ended = expect.objectContaining({ taskId, taskStatus: "FAILED_BIND", phase: "failed", failure }) as unknown;
  expect(result).toEqual({
    running: expect.objectContaining({ taskId, operation: "BIND", keyPairName: "ops" }) as unknown,
    idle: [ended],
    ended,
    lines: expect.arrayContaining([
      expect.stringMatching(/^BIND on server s-1: (READY|RUNNING)_BIND, \d+ s, task /),
    ]) as unknown,
    failed: [failure],
    left: { tasks: [] },
    again: expect.stringContaining("UnknownIdError: deleteFailedTask: KPS knows no failed task") as unknown,
  });
});

it("a wait that takes too long says what it has seen, and one that is given up ends", async () => {
  const { url, projectId, accessKey, secretKey } = emulator.credentials;
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the test" } as const;
  const cloud = await connectTo(settingsFor({ url, projectId, credentials }));
  emulator.control.taskScript({ outcome: "hang" });
  const server = { id: "s-1", auth: { type: "password", key: "Root-Passw0rd" } as const };
  const { taskId } = await associateKeyPair(cloud, { keyPairName: "ops", server });
  expect(
    await plain(`
      const id = ${JSON.stringify(taskId)};
      return Promise.all([
        errorOf(kps.waitForTask(id, { timeout: "3s" }, settings)),
        errorOf(kps.waitForServerIdle("s-1", { timeout: "3s" }, settings)),
        errorOf(kps.waitForTask(id, { signal: AbortSignal.timeout(3_000) }, settings)),
        errorOf(kps.waitForTask(id, { onProgress: () => { throw new RangeError("of the program"); } }, settings)),
      ]);
    `),
  ).toEqual([
    expect.stringMatching(
      /^TaskDeadlineError: waitForTask: task .* has not ended [\s\S]*\nstatus +(READY|RUNNING)_BIND/,
    ),
    expect.stringMatching(/^TaskDeadlineError: /),
    expect.stringMatching(/^WaitInterruptedError: /),
    "RangeError: of the program",
  ]);
});

it("arguments that cannot be used are refused before anything is sent", async () => {
  const before = emulator.control.requests().length;
  expect(
    await plain(`
      return [
        await errorOf(kps.deleteFailedTasks({}, settings)),
        await errorOf(kps.deleteFailedTasks({ server: "s-1" }, settings)),
        await errorOf(kps.listFailedTasks({ since: "yesterday" }, settings)),
        await errorOf(kps.waitForTask("t", { timeout: "soon" }, settings)),
        await errorOf(kps.waitForTask("t", { timeOut: "5m" }, settings)),
        await errorOf(kps.waitForTask("t", { signal: new AbortController(), onProgress: "no function" }, settings)),
        await errorOf(kps.waitForServerIdle("s-1", settings)),
        await errorOf(kps.listRunningTasks()),
        await errorOf(kps.listRunningTasks({}, { region: "cn-north-4" })),
      ];
    `),
  ).toEqual([
    expect.stringMatching(/no filter is given/),
    expect.stringMatching(/deleteFailedTasks: the arguments cannot be used[\s\S]*server is no argument/),
    expect.stringMatching(/since: must be a Date, or an ISO time/),
    expect.stringMatching(/give a duration such as "30m"/),
    expect.stringMatching(/waitForTask: the arguments cannot be used[\s\S]*timeOut is no argument of this function/),
    expect.stringMatching(
      /waitForTask: the arguments cannot be used\nargument +signal: give [\s\S]*argument +onProgress: give/,
    ),
    expect.stringMatching(/waitForServerIdle: the arguments cannot be used[\s\S]*secretKey is no argument/),
    expect.stringMatching(
      /SettingsError: listRunningTasks was not tried: [\s\S]*No region is set: set settings\.region, [\s\S]*looked at +settings\.region, HW_REGION_NAME/,
    ),
    expect.stringMatching(
      /No credentials found: set settings\.accessKey and settings\.secretKey, or settings\.token, [\s\S]*looked at +the settings/,
    ),
  ]);
  expect(emulator.control.requests()).toHaveLength(before);
});

it.each(["pac+http://127.0.0.1:9/proxy.pac", "ftp://user:hush@127.0.0.1:9"])(
  "a proxy that cannot be used is told, without what it is called: %s",
  async (proxy) => {
    const script = `return errorOf(kps.listKeyPairs({ ...settings, endpoint: "https://kps.example.invalid" }));`;
    const said = await plain(script, { HTTPS_PROXY: proxy });
    expect(said).toMatch(
      /could not be sent: the proxy variables name a kind of proxy that is not supported\nnext +name the proxy itself/,
    );
    expect(said).not.toContain("127.0.0.1");
  },
);

it("a long list is read no further than it is wanted", async () => {
  expect(await plain(`for await (const pair of kps.eachKeyPair(settings)) { return pair.name; }`)).toBe("ops");
});
