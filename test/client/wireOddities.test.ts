import type { Cloud } from "../../provider/src/client/cloud";
import {
  isBareNotFound,
  isFailedTaskNotFound,
  isKeyPairNotFound,
  isPermissionDenied,
  isServerNotFound,
  isUnknownTask,
  saysNothingOfTask,
} from "../../provider/src/client/apiErrors";
import { listDmsTasks } from "../../provider/src/client/dms/listDmsTasks";
import { showServer } from "../../provider/src/client/ecs/showServer";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { listFailedTasks } from "../../provider/src/client/kps/listFailedTasks";
import { listKeyPairs } from "../../provider/src/client/kps/listKeyPairs";
import { listRunningTasks } from "../../provider/src/client/kps/listRunningTasks";
import { showKeyPair } from "../../provider/src/client/kps/showKeyPair";
import { showTask } from "../../provider/src/client/kps/showTask";
import { mayHaveBeenAccepted } from "../../provider/src/transport/mayHaveBeenAccepted";
import { errorOf } from "../transport/errorOf";
import type { ScriptedServer } from "../transport/scriptedServer";
import { startScriptedCloud } from "./scriptedCloud";

let server: ScriptedServer;
let cloud: Cloud;

beforeEach(async () => {
  ({ server, cloud } = await startScriptedCloud());
});

afterEach(() => server.close());

test.each([
  ["1523342130000", 1_523_342_130_000],
  [1_523_342_130_000, 1_523_342_130_000],
  ["1523342130", 1_523_342_130_000],
  [1_523_342_130, 1_523_342_130_000],
  [null, 0],
])("task_time %j is %d ms", async (task_time, expected) => {
  const task = { task_id: "t", task_time, task_error_code: null, task_error_msg: "Update public key error" };
  server.script({ status: 200, body: { total: "1", tasks: [task] } });

  expect(await listFailedTasks(cloud, {})).toEqual({
    total: 1,
    unreadable: [],
    tasks: [
      {
        taskId: "t",
        operateType: "",
        taskTime: expected,
        serverName: "",
        serverId: "",
        keyPairName: "",
        errorMessage: "Update public key error",
      },
    ],
  });
});

test.each([
  [{ status: "FAILED", error_code: "KPS.0002", error_msg: "no" }, "KPS.0002", false],
  [{ status: "Failed", task_id: "t" }, undefined, false],
  [{ error_code: "KPS.0002" }, "KPS.0002", false],
  [{ status: "FAILED", error_code: 400, error_msg: 7 }, "400", false],
  [{}, undefined, true],
  [{ task_id: "" }, undefined, true],
])("associate answered 202 %j is a refusal", async (body, code, accepted) => {
  server.script({ status: 202, body });

  const error = await errorOf(associateKeyPair(cloud, { keyPairName: "ops", server: { id: "s" } }));

  expect(error).toMatchObject({ name: "ServiceError", status: 202, operation: "AssociateKeypair" });
  expect((error as { code?: string }).code).toBe(code);
  expect(mayHaveBeenAccepted(error)).toBe(accepted);
  expect(server.seen).toHaveLength(1);
});

test.each([200, 202])("associate answered %d with a task id is accepted, with or without status", async (status) => {
  server.script({ status, body: { task_id: "t", status: "SUCCESS", error_code: null } });

  expect(await associateKeyPair(cloud, { keyPairName: "ops", server: { id: "s" } })).toEqual({ taskId: "t" });
});

test("a bind of a stopped server sends no auth, one of a running server all that was given", async () => {
  server.script({ status: 202, body: { task_id: "t" } });

  await associateKeyPair(cloud, { keyPairName: "ops", server: { id: "s", auth: undefined, port: undefined } });
  await associateKeyPair(cloud, {
    keyPairName: "ops",
    server: { id: "s", auth: { type: "password", key: "pw-12345" }, disablePassword: true, port: 2222 },
  });

  expect(server.seen.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { keypair_name: "ops", server: { id: "s" } },
    {
      keypair_name: "ops",
      server: { id: "s", auth: { type: "password", key: "pw-12345" }, disable_password: true, port: 2222 },
    },
  ]);
});

test.each([[{ total: 0, tasks: [] }], [{ total: "0", tasks: null }], [{ total: 0 }], [{ tasks: null }]])(
  "the task list %j is empty",
  async (body) => {
    server.script({ status: 200, body });

    expect((await listRunningTasks(cloud, {})).tasks).toEqual([]);
    expect((await listFailedTasks(cloud, {})).tasks).toEqual([]);
  },
);

const saysNo = { error_code: "KPS.9003", error_msg: "later" };

test.each([
  [{}],
  [{ total: 2 }],
  [{ error: "none" }],
  [null],
  [{ ...saysNo, total: 0, tasks: [], task_count: 0, keypairs: [] }],
])("%j is no list, so it denies nothing", async (body) => {
  server.script({ status: 200, body });

  const attempts = { attempts: 1 };
  const errors = [
    await errorOf(listRunningTasks(cloud, {}, attempts)),
    await errorOf(listFailedTasks(cloud, {}, attempts)),
    await errorOf(listKeyPairs(cloud, {}, attempts)),
    await errorOf(listDmsTasks(cloud, "i", { start: 1, limit: 10 }, attempts)),
  ];

  expect(errors.map((error) => (error as { kind?: string }).kind)).toEqual(errors.map(() => "unreadable"));
});

test.each([[{}], [{ task_id: null, server_id: "", task_status: null }], [""]])(
  "a task answered 200 %j is no answer: nothing is said of it",
  async (body) => {
    server.script({ status: 200, body });

    const error = await errorOf(showTask(cloud, { taskId: "t" }, { attempts: 1 }));

    expect(error).toMatchObject({ name: "TransportError", kind: "empty" });
    expect(saysNothingOfTask(error)).toBe(true);
  },
);

test("a task answered 200 with a body that says no is no answer, and not one that it is unknown", async () => {
  const codes = ["KPS.9003", "KPS.0001", "kps.0001"];
  server.script(...codes.map((error_code) => ({ status: 200, body: { ...saysNo, error_code } })));

  const errors: unknown[] = [];
  for (const code of codes) {
    errors.push(await errorOf(showTask(cloud, { taskId: code }, { attempts: 1 })));
  }

  expect(errors[0]).toMatchObject({
    kind: "unreadable",
    message: expect.stringMatching(/says no \(KPS.9003\)/) as string,
  });
  expect(errors.map(saysNothingOfTask)).toEqual([false, true, true]);
});

test("key pairs: frozen_state as text or number, the marker as a name or an address", async () => {
  const pair = { name: "a", public_key: "ssh-rsa AAAA", fingerprint: "aa:bb" };
  server.script(
    { status: 200, body: { keypairs: [{ keypair: { ...pair, frozen_state: "0" } }], page_info: { next_marker: "a" } } },
    { status: 200, body: { keypairs: [], page_info: { next_marker: "https://kms/v3/p/keypairs?limit=1&marker=b" } } },
    { status: 200, body: { keypairs: [], page_info: { next_marker: "" } } },
    { status: 200, body: { keypair: { ...pair, frozen_state: 2, create_time: 1_523_342_130, update_time: null } } },
  );

  const pages = [await listKeyPairs(cloud), await listKeyPairs(cloud), await listKeyPairs(cloud)];
  const detail = await showKeyPair(cloud, "a");

  expect(pages.map(({ nextMarker }) => nextMarker)).toEqual(["a", "b", undefined]);
  expect(pages[0]?.keyPairs[0]).toMatchObject({ name: "a", frozenState: 0 });
  expect(pages[0]?.keyPairs[0]).not.toHaveProperty("isKeyProtection");
  expect(detail).toMatchObject({ frozenState: 2, createTime: 1_523_342_130_000 });
  expect(detail).not.toHaveProperty("updateTime");
});

test.each([null, "", undefined])("key_name %j is no key pair", async (key_name) => {
  server.script({
    status: 200,
    body: { server: { id: "s", status: "ACTIVE", key_name, metadata: { os_type: "Linux", n: 1 } } },
  });

  const shown = await showServer(cloud, "s");

  expect(shown).not.toHaveProperty("keyName");
  expect(shown.metadata).toEqual({ os_type: "Linux" });
});

test.each([null, 7, "", "lately"])("a server created at %j was created nobody knows when", async (created) => {
  server.script({ status: 200, body: { server: { id: "s", status: "ACTIVE", created } } });
  expect(await showServer(cloud, "s")).not.toHaveProperty("createdAtMs");
});

test.each([{ "OS-EXT-STS:power_state": "NOSTATE" }, { "OS-EXT-STS:task_state": 7 }, { metadata: [] }, { name: {} }])(
  "a server with %j is read all the same",
  async (oddity) => {
    server.script({ status: 200, body: { server: { id: "s", status: "ACTIVE", key_name: "a", ...oddity } } });
    expect(await showServer(cloud, "s")).toMatchObject({ id: "s", status: "ACTIVE", keyName: "a" });
  },
);

test.each([
  { create_time: 1e300, update_time: "1523342130000000000" },
  { frozen_state: "yes" },
  { key_id: 7, algorithm: {} },
])("a key pair with %j is read all the same", async (oddity) => {
  server.script({
    status: 200,
    body: { keypair: { name: "a", public_key: "ssh-rsa AAAA", fingerprint: "aa:bb", ...oddity } },
  });
  const shown = await showKeyPair(cloud, "a");
  expect(shown).toEqual({ name: "a", publicKey: "ssh-rsa AAAA", fingerprint: "aa:bb" });
});

test("DMS: the count is text, times go out in whole seconds of UTC", async () => {
  server.script({ status: 200, body: { task_count: "12", tasks: [] } });

  const list = await listDmsTasks(cloud, "i", {
    start: 1,
    limit: 10,
    beginTime: Date.parse("2026-01-02T03:04:05.678Z"),
  });

  expect(list.taskCount).toBe(12);
  expect(server.seen[0]?.url).toContain("?begin_time=20260102030405&limit=10&start=1");
});

test("DMS: a moment that programs take for the first or the last of all goes out as one that the service can read", async () => {
  server.script({ status: 200, body: { task_count: 0, tasks: [] } });

  await listDmsTasks(cloud, "i", { beginTime: -8.64e15, endTime: 8.64e15 });

  expect(server.seen[0]?.url).toContain("?begin_time=19700101000000&end_time=99991231235959");
});

test("ids that could reach another resource are never sent", async () => {
  for (const id of ["../keypairs", "a/b", "..", "", "a?b", "a%2fb"]) {
    expect(String(await errorOf(showTask(cloud, { taskId: id })))).toContain("task id");
  }
  expect(server.seen).toHaveLength(0);
});

test.each([
  ["gateway 404", { status: 404, body: { error_code: "APIGW.0101", error_msg: "API not exists" } }, false],
  ["ECS 404", { status: 404, body: { error: { code: "Ecs.0114", message: "gone" } } }, true],
  ["another code of ECS", { status: 404, body: { error: { code: "Ecs.0418", message: "no job" } } }, false],
  ["nova 404", { status: 404, body: { itemNotFound: { code: 404, message: "gone" } } }, false],
  ["a bare 404", { status: 404, body: "<html>" }, false],
  ["403", { status: 403, body: { error: { code: "Ecs.0003", message: "no" } } }, false],
])("%s says about a server: not found = %s", async (_name, answer, expected) => {
  server.script(answer);

  const error = await errorOf(showServer(cloud, "s"));

  expect(isServerNotFound(error)).toBe(expected);
  expect(isPermissionDenied(error)).toBe(answer.status === 403);
});

test.each([
  [404, { error_code: "KPS.0001" }, { task: true }],
  [400, { error_code: "KPS.0001" }, { task: true }],
  [400, { error_code: "KPS.4016" }, { keyPair: true }],
  [404, { error_code: "KPS.6004" }, { keyPair: true }],
  [400, { error_code: "KPS.0005" }, { failedTask: true }],
  [400, { error_code: "KPS.0002" }, {}],
  [500, { error_code: "KPS.4016" }, {}],
  [404, { error_code: "APIGW.0101" }, { bare: true }],
  [404, { error_code: "PROXY.1", error_msg: "KPS.4016" }, { bare: true }],
  [404, "<html>KPS.4016</html>", { bare: true }],
  [404, "", { bare: true }],
])("%d %j says that there is no %j", async (status, body, expected) => {
  server.script({ status, body });

  const error = await errorOf(showTask(cloud, { taskId: "t" }, { attempts: 1 }));

  const none = { task: false, keyPair: false, failedTask: false, bare: false };
  expect({
    task: isUnknownTask(error),
    keyPair: isKeyPairNotFound(error),
    failedTask: isFailedTaskNotFound(error),
    bare: isBareNotFound(error),
  }).toEqual({ ...none, ...expected });
  expect(saysNothingOfTask(error)).toBe(isBareNotFound(error));
});
