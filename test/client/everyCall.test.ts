import { connectTo } from "../support/connectTo";
import type { Cloud } from "../../provider/src/client/cloud";
import { deleteDmsTask } from "../../provider/src/client/dms/deleteDmsTask";
import { listDmsTasks } from "../../provider/src/client/dms/listDmsTasks";
import { showDmsTask } from "../../provider/src/client/dms/showDmsTask";
import { listServers } from "../../provider/src/client/ecs/listServers";
import { showServer } from "../../provider/src/client/ecs/showServer";
import {
  isFailedTaskNotFound,
  isKeyPairNotFound,
  isServerNotFound,
  isUnknownTask,
} from "../../provider/src/client/apiErrors";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { clearPrivateKey } from "../../provider/src/client/kps/clearPrivateKey";
import { createKeyPair } from "../../provider/src/client/kps/createKeyPair";
import { deleteFailedTask } from "../../provider/src/client/kps/deleteFailedTask";
import { deleteKeyPair } from "../../provider/src/client/kps/deleteKeyPair";
import { disassociateKeyPair } from "../../provider/src/client/kps/disassociateKeyPair";
import { exportPrivateKey } from "../../provider/src/client/kps/exportPrivateKey";
import { importPrivateKey } from "../../provider/src/client/kps/importPrivateKey";
import { listFailedTasks } from "../../provider/src/client/kps/listFailedTasks";
import { listKeyPairs } from "../../provider/src/client/kps/listKeyPairs";
import { listRunningTasks } from "../../provider/src/client/kps/listRunningTasks";
import { showKeyPair } from "../../provider/src/client/kps/showKeyPair";
import { showTask } from "../../provider/src/client/kps/showTask";
import { updateKeyPairDescription } from "../../provider/src/client/kps/updateKeyPairDescription";
import { startEmulator, type Emulator } from "../emulator/src/index";
import { errorOf } from "../transport/errorOf";
import { settingsFor } from "./settingsFor";

const web1 = "11111111-1111-4111-8111-111111111111";
const web2 = "22222222-2222-4222-8222-222222222222";
const app1 = "44444444-4444-4444-8444-444444444444";
const kafka = "55555555-5555-4555-8555-555555555555";
const unknown = "99999999-9999-4999-8999-999999999999";

let emulator: Emulator;
let cloud: Cloud;
let now = 0;

beforeEach(async () => {
  now = 0;
  emulator = await startEmulator({
    rngSeed: 1,
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    clock: { now: () => now, wall: () => Date.now() + now },
  });
  const { accessKey, secretKey, region, url } = emulator.credentials;
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the emulator" } as const;
  cloud = await connectTo(settingsFor({ url, region, credentials }));
});

afterEach(() => emulator.close());

test("finds the project of the region", () => {
  expect(cloud.projectId).toBe(emulator.credentials.projectId);
  expect(cloud.projectIdFrom).toBe("lookup");
});

test("binds a key pair and follows the task through the lists to the server's record", async () => {
  await createKeyPair(cloud, { name: "ops", scope: "domain" });
  const server = { id: web1, auth: { type: "password", key: "Web-1-Password" } } as const;

  const { taskId } = await associateKeyPair(cloud, { keyPairName: "ops", server });

  expect(await showTask(cloud, { taskId })).toMatchObject({ taskId, serverId: web1 });
  const running = await listRunningTasks(cloud, { limit: 10, offset: 0 });
  expect(running).toMatchObject({
    total: 1,
    tasks: [{ taskId, serverId: web1, serverName: "web-1", keyPairName: "ops" }],
  });
  expect(Math.abs((running.tasks[0]?.taskTime ?? 0) - cloud.serviceNow())).toBeLessThan(5000);

  now += 3_600_000;

  expect((await showTask(cloud, { taskId })).taskStatus).toBe("SUCCESS_BIND");
  expect(await showServer(cloud, web1)).toMatchObject({
    id: web1,
    name: "web-1",
    status: "ACTIVE",
    keyName: "ops",
    createdAtMs: expect.any(Number) as number,
  });
});

test("tells why a task failed and forgets the record when asked", async () => {
  await createKeyPair(cloud, { name: "ops" });
  const bind = (id: string) =>
    associateKeyPair(cloud, { keyPairName: "ops", server: { id, auth: { type: "password", key: "wrong-password" } } });
  const { taskId } = await bind(web1);
  await bind(web2);
  now += 3_600_000;

  const failed = await listFailedTasks(cloud, { limit: 10, offset: 0 });
  expect(failed.total).toBe(2);
  expect(failed.tasks.find((task) => task.taskId === taskId)).toMatchObject({
    serverId: web1,
    errorMessage: expect.any(String) as string,
  });
  expect(failed.tasks[0]).not.toHaveProperty("errorCode");

  await deleteFailedTask(cloud, taskId);
  expect((await listFailedTasks(cloud, {})).tasks.map((task) => task.serverId)).toEqual([web2]);
  expect(isFailedTaskNotFound(await errorOf(deleteFailedTask(cloud, unknown)))).toBe(true);
});

test("unbinds with the hosted private key", async () => {
  const { privateKey } = await exportPrivateKey(cloud, "legacy");

  const { taskId } = await disassociateKeyPair(cloud, {
    server: { id: app1, auth: { type: "keypair", key: privateKey } },
  });
  now += 3_600_000;

  expect((await showTask(cloud, { taskId })).taskStatus).toBe("SUCCESS_UNBIND");
  expect(await showServer(cloud, app1)).not.toHaveProperty("keyName");
});

test("a key pair lives from create to delete", async () => {
  const created = await createKeyPair(cloud, { name: "ops", scope: "domain" });
  expect(created.privateKey).toContain("PRIVATE KEY");
  await updateKeyPairDescription(cloud, "ops", "for the night shift");
  const keyProtection = { privateKey: created.privateKey, encryption: { type: "default" } } as const;
  await importPrivateKey(cloud, { name: "ops", keyProtection });

  expect(await showKeyPair(cloud, "ops")).toMatchObject({
    name: "ops",
    scope: "domain",
    description: "for the night shift",
    fingerprint: created.fingerprint,
    isKeyProtection: true,
    frozenState: 0,
  });
  await clearPrivateKey(cloud, "ops");
  await expect(exportPrivateKey(cloud, "ops")).rejects.toMatchObject({ status: 400, code: "KPS.6005" });
  await deleteKeyPair(cloud, "ops");
  expect(isKeyPairNotFound(await errorOf(showKeyPair(cloud, "ops")))).toBe(true);
});

test("walks the pages of the list", async () => {
  await createKeyPair(cloud, { name: "one" });
  await createKeyPair(cloud, { name: "two" });

  const names: string[] = [];
  let marker: string | undefined;
  do {
    const page = await listKeyPairs(cloud, { limit: 1, marker });
    names.push(...page.keyPairs.map((pair) => pair.name));
    marker = page.nextMarker;
  } while (marker !== undefined);
  expect(names.sort()).toEqual(["legacy", "one", "two"]);
});

test("knows what is not there", async () => {
  expect(isServerNotFound(await errorOf(showServer(cloud, unknown)))).toBe(true);
  expect(isUnknownTask(await errorOf(showTask(cloud, { taskId: unknown })))).toBe(true);
  expect(isKeyPairNotFound(await errorOf(showKeyPair(cloud, "none")))).toBe(true);
});

test("lists servers by page", async () => {
  const first = await listServers(cloud, { limit: 3, offset: 1 });
  const second = await listServers(cloud, { limit: 3, offset: 2 });

  expect([first.servers.length, second.servers.length]).toEqual([3, 1]);
});

test("reads and deletes the background tasks of a DMS instance", async () => {
  const list = await listDmsTasks(cloud, kafka, { offset: 0, limit: 10 });
  expect(list).toMatchObject({ taskCount: 1, tasks: [{ id: "ff80a", status: "SUCCESS" }] });
  expect(list.tasks[0]?.createdAt).toEqual(expect.any(Number));

  expect(await showDmsTask(cloud, kafka, "ff80a")).toMatchObject({ id: "ff80a", status: "SUCCESS" });
  await deleteDmsTask(cloud, kafka, "ff80a");
  expect((await listDmsTasks(cloud, kafka)).taskCount).toBe(0);
});

test.each([
  ["an hour", 3_600_000],
  ["a day", -86_400_000],
])("a clock off by %s costs one more request", async (_name, offsetMs) => {
  const { accessKey, secretKey, region, url, projectId } = emulator.credentials;
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the emulator" } as const;
  const settings = settingsFor({ url, region, projectId, credentials });
  const before = emulator.control.requests().length;

  const skewed = await connectTo(settings, { wallMs: () => Date.now() + offsetMs });
  const names = await Promise.all([1, 2, 3].map(() => showServer(skewed, web1).then((server) => server.name)));

  expect(names).toEqual(["web-1", "web-1", "web-1"]);
  expect(emulator.control.requests().length - before).toBe(4);
  expect(Math.abs(skewed.serviceNow() - Date.now())).toBeLessThan(5000);
});

test("a wrong secret key is tried once, however many ask, and the error names where it came from", async () => {
  const { accessKey, region, url, projectId } = emulator.credentials;
  const secretKey = "not-the-secret-key";
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the environment (HW_ACCESS_KEY)" } as const;
  const wrong = await connectTo(settingsFor({ url, region, projectId, credentials }));
  const before = emulator.control.requests().length;

  const results = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => showServer(wrong, web1)));

  expect(emulator.control.requests().length - before).toBe(1);
  expect(new Set(results.map((result): unknown => (result.status === "rejected" ? result.reason : 0))).size).toBe(1);
  await expect(showTask(wrong, { taskId: web1 })).rejects.toMatchObject({ status: 401, code: "APIGW.0301" });
  const message = await showTask(wrong, { taskId: web1 }).catch((error: unknown) => String(error));
  expect(message).toContain("the environment (HW_ACCESS_KEY)");
  expect(message).toContain("Short-lived credentials belong in the environment");
  expect(message).not.toMatch(/canonical|x-sdk-date|not-the-secret-key/i);
});

test("a user is exchanged for one token, which names the project", async () => {
  const { userName, userPassword, domainName, region, url } = emulator.credentials;
  const credentials = { kind: "user", userName, password: userPassword, domainName, origin: "the test" } as const;

  const asUser = await connectTo(settingsFor({ url, region, credentials }));
  await Promise.all([1, 2, 3].map(() => showServer(asUser, web1)));

  expect(asUser.projectId).toBe(emulator.credentials.projectId);
  expect(emulator.control.requests().filter((row) => row.path.startsWith("/v3/auth/tokens"))).toHaveLength(1);
});

test("a region that does not exist is an error that names the key to set", async () => {
  const { accessKey, secretKey, url } = emulator.credentials;
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the test" } as const;

  await expect(connectTo(settingsFor({ url, region: "cn-nowhere-9", credentials }))).rejects.toMatchObject({
    name: "SettingsError",
    key: "region",
  });
});
