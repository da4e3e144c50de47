import { createToken } from "../../provider/src/client/iam/createToken";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { disassociateKeyPair } from "../../provider/src/client/kps/disassociateKeyPair";
import { createKeyPair } from "../../provider/src/client/kps/createKeyPair";
import { exportPrivateKey } from "../../provider/src/client/kps/exportPrivateKey";
import { listFailedTasks } from "../../provider/src/client/kps/listFailedTasks";
import { listKeyPairs } from "../../provider/src/client/kps/listKeyPairs";
import { listRunningTasks } from "../../provider/src/client/kps/listRunningTasks";
import { showDmsTask } from "../../provider/src/client/dms/showDmsTask";
import { listServers } from "../../provider/src/client/ecs/listServers";
import { showServer } from "../../provider/src/client/ecs/showServer";
import { showKeyPair } from "../../provider/src/client/kps/showKeyPair";
import { showTask } from "../../provider/src/client/kps/showTask";
import type { Cloud } from "../../provider/src/client/cloud";
import { mayHaveBeenAccepted } from "../../provider/src/transport/mayHaveBeenAccepted";
import { errorOf } from "../transport/errorOf";
import type { ScriptedServer } from "../transport/scriptedServer";
import { startScriptedCloud } from "./scriptedCloud";

const once = { attempts: 1 };

let server: ScriptedServer;
let cloud: Cloud;

beforeEach(async () => {
  ({ server, cloud } = await startScriptedCloud());
});

afterEach(() => server.close());

const life = { issued_at: "2026-11-20T10:00:00Z", expires_at: "2026-11-21T10:00:00Z" };
const task = { task_id: "t", server_id: "s", task_status: "SUCCESS_BIND" };

test.each<[string, (cloud: Cloud) => Promise<unknown>, object]>([
  ["another task", (to) => showTask(to, { taskId: "t" }, once), { ...task, task_id: "other" }],
  [
    "the task on another server",
    (to) => showTask(to, { taskId: "t", serverId: "s" }, once),
    { ...task, server_id: "other" },
  ],
  ["no task in particular", (to) => showTask(to, { taskId: "t" }, once), { task_status: "SUCCESS_BIND" }],
  ["another server", (to) => showServer(to, "s", once), { server: { id: "other", status: "ACTIVE" } }],
  ["another key pair", (to) => showKeyPair(to, "ops", once), { keypair: { name: "Ops" } }],
  [
    "the private key of another pair",
    (to) => exportPrivateKey(to, "ops", once),
    { keypair: { name: "other", private_key: "KEY" } },
  ],
  [
    "a token of another project",
    (to) =>
      createToken(to.iam, { userName: "u", password: "p", domainName: "d", project: { name: "cn-north-4" } }, once),
    { token: { ...life, project: { id: "p", name: "cn-north-1" } } },
  ],
  [
    "a token of a project with another id",
    (to) => createToken(to.iam, { userName: "u", password: "p", domainName: "d", project: { id: "p" } }, once),
    { token: { ...life, project: { id: "q", name: "cn-north-4" } } },
  ],
  ["another DMS task", (to) => showDmsTask(to, "i", "t", once), { task_count: 1, tasks: [{ id: "other" }] }],
])("an answer about %s is unreadable", async (_what, call, body) => {
  server.script({ status: 200, headers: { "X-Subject-Token": "token" }, body });

  expect(await errorOf(call(cloud))).toMatchObject({ name: "TransportError", kind: "unreadable" });
});

test("ids are the same whatever the case of their letters, and a server that is not known is believed", async () => {
  server.script(
    { status: 200, body: { ...task, task_id: "A1B2" } },
    { status: 200, body: { ...task, task_id: "a1b2" } },
  );

  expect(await showTask(cloud, { taskId: "a1b2", serverId: "S" })).toMatchObject({ taskId: "a1b2", serverId: "s" });
  expect(await showTask(cloud, { taskId: "a1b2" })).toMatchObject({ taskStatus: "SUCCESS_BIND" });
});

test.each([["../x"], ["a/b"], [" "], ["x".repeat(300)], ["a?b"], [".."]])(
  "a POST accepted as task %j is a lost POST, sent once",
  async (task_id) => {
    server.script({ status: 202, body: { task_id } });

    const error = await errorOf(associateKeyPair(cloud, { keyPairName: "ops", server: { id: "s" } }));

    expect(mayHaveBeenAccepted(error)).toBe(true);
    expect(server.seen).toHaveLength(1);
  },
);

test("task lists name a server in small letters, however they write its id", async () => {
  const vm = "6AF01234-0B1C-4D2E-8F3A-0123456789AB";
  const entries = [
    { task_id: "T", server_id: vm },
    { task_id: vm, server_id: vm.toLowerCase() },
    { task_id: "../x", server_id: vm },
  ];
  server.script({ status: 200, body: { total: 3, tasks: entries } });

  for (const list of [await listRunningTasks(cloud, {}), await listFailedTasks(cloud, {})]) {
    expect(list.tasks.map(({ taskId, serverId }) => [taskId, serverId])).toEqual([
      ["T", vm.toLowerCase()],
      [vm.toLowerCase(), vm.toLowerCase()],
    ]);
    expect(list.unreadable.map(({ names }) => names)).toEqual([[vm.toLowerCase()]]);
  }
});

test.each<[string, (cloud: Cloud) => Promise<unknown>, object]>([
  [
    "a bind",
    (to) => associateKeyPair(to, { keyPairName: "ops", server: { id: "s" } }),
    { task_id: "t", server_id: "other" },
  ],
  ["an unbind", (to) => disassociateKeyPair(to, { server: { id: "s" } }), { task_id: "t", server_id: "other" }],
  ["a creation", (to) => createKeyPair(to, { name: "ops" }), { keypair: { name: "other" } }],
])("an answer to %s that is about something else leaves open whether it was accepted", async (_what, call, body) => {
  server.script({ status: 200, body });

  const error = await errorOf(call(cloud));

  expect(error).toMatchObject({ name: "TransportError", kind: "unreadable" });
  expect(mayHaveBeenAccepted(error)).toBe(true);
  expect(server.seen).toHaveLength(1);
});

describe("an entry that cannot be read", () => {
  const good = { task_id: "t", server_id: "s", task_time: "1700000000000" };

  test.each<[string, unknown, string[]]>([
    ["a time in nanoseconds", { ...good, task_time: "1700000000000000000" }, ["s", "t"]],
    ["a time beyond numbers", { ...good, task_time: "1e300" }, ["s", "t"]],
    ["a task that cannot be asked for", { ...good, task_id: "../x" }, ["s"]],
    ["no task", { server_id: "s" }, ["s"]],
    ["a server that cannot be asked for", { ...good, server_id: "x".repeat(300) }, ["t"]],
    ["no object", "nonsense", []],
    ["nothing", null, []],
  ])("of the running tasks (%s) is counted, names what it names, and spoils no other", async (_what, odd, names) => {
    server.script({ status: 200, body: { total: 2, tasks: [odd, { ...good, task_id: "u", server_id: "w" }] } });

    const list = await listRunningTasks(cloud, {});

    expect(list.total).toBe(2);
    expect(list.tasks.map(({ taskId }) => taskId)).toEqual(["u"]);
    expect(list.unreadable.map((entry) => entry.names)).toEqual([names]);
  });

  test("has the same key when it is read again, and another than its like", async () => {
    const body = { total: 3, tasks: [null, null, { server_id: "s" }] };
    server.script({ status: 200, body }, { status: 200, body });

    const [one, other] = [await listRunningTasks(cloud, {}), await listRunningTasks(cloud, {})];

    const keys = one.unreadable.map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(other.unreadable.map(({ key }) => key)).toEqual(keys);
  });

  test("of the failed tasks keeps its reason when only its time is no time", async () => {
    const record = { ...good, task_time: "1e300", task_error_msg: "Update public key error" };
    server.script({ status: 200, body: { total: 1, tasks: [record] } });

    expect((await listFailedTasks(cloud, {})).tasks).toMatchObject([
      { taskId: "t", taskTime: 0, errorMessage: "Update public key error" },
    ]);
  });

  test("of the failed tasks keeps what can be read of its reason, whatever form the rest has", async () => {
    const records = [
      { ...good, task_error_code: 4001, task_error_msg: "Update public key error" },
      { ...good, server_name: 7, task_error_code: { code: 1 }, task_error_msg: ["Update public key error"] },
    ];
    server.script({ status: 200, body: { total: 2, tasks: records } });

    const { tasks, unreadable } = await listFailedTasks(cloud, {});
    expect(unreadable).toEqual([]);
    expect(tasks.map(({ errorCode, errorMessage }) => [errorCode, errorMessage])).toEqual([
      ["4001", "Update public key error"],
      [undefined, undefined],
    ]);
  });

  test("of servers or key pairs is left out and counted", async () => {
    server.script(
      {
        status: 200,
        body: {
          count: 2,
          servers: [
            { id: "../x", status: "ACTIVE" },
            { id: "s", status: "ACTIVE" },
          ],
        },
      },
      { status: 200, body: { keypairs: [{ keypair: { name: 7 } }, {}, { keypair: { name: "ops" } }] } },
    );

    expect(await listServers(cloud, {})).toMatchObject({ count: 2, shown: 2, servers: [{ id: "s" }] });
    expect(await listKeyPairs(cloud)).toMatchObject({ unreadable: 2, keyPairs: [{ name: "ops" }] });
  });

  test.each([
    [3, 2],
    ["3", 2],
    [1, 0],
    [0, 0],
    [null, 0],
    ["many", 0],
  ])("of key pairs that a page counts (%j) and does not show is counted", async (current_count, missing) => {
    server.script({
      status: 200,
      body: { keypairs: [{ keypair: { name: "ops" } }], page_info: { current_count } },
    });

    expect(await listKeyPairs(cloud)).toMatchObject({ unreadable: missing, keyPairs: [{ name: "ops" }] });
  });
});
