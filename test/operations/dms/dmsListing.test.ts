import { errorText } from "../../../provider/src/diagnostics/errors/diagnose";
import { functionSpeaker } from "../../../provider/src/diagnostics/speaker";
import type { Cloud } from "../../../provider/src/client/cloud";
import { deleteDmsTask, getDmsTask, listDmsTasks } from "../../../provider/src/operations/dms/dmsListing";
import { connectionOver, type Connection } from "../../../provider/src/operations/step/connection";
import type { Emulator } from "../../emulator/src/index";
import { inProcessBench } from "../../support/inProcess/inProcessBench";
import { rejectionOf } from "../../support/rejections";

const instanceId = "kafka-1";
const firstMs = Date.parse("2026-11-20T00:00:00.500Z");
const idOf = (index: number): string => `task-${index}`;

let emulator: Emulator;
let cloud: Cloud;
let connection: Connection;

/** Tasks a minute apart, so many of them. */
async function start(count: number, dmsPaging: "both" | "start" | "offset" = "both"): Promise<void> {
  const bench = inProcessBench({ quirks: { dmsPaging } });
  emulator = bench.emulator;
  emulator.control.putDmsInstance(instanceId, {
    tasks: Array.from({ length: count }, (_, index) => ({
      id: idOf(index),
      name: index % 2 === 0 ? "modifyAutoTopic" : "changeRetentionPolicy",
      status: "SUCCESS" as const,
      params: { index },
      createdAt: new Date(firstMs + index * 60_000).toISOString(),
    })),
  });
  cloud = await bench.others();
  connection = connectionOver(cloud);
}

const ids = ({ entries }: { readonly entries: readonly { readonly id: string }[] }): string[] =>
  entries.map(({ id }) => id);
const allIds = (count: number): string[] => Array.from({ length: count }, (_, index) => idOf(index));
const listings = (): number =>
  emulator.control.requests().filter(({ operation }) => operation === "ListBackgroundTasks").length;

it("refuses a time that ends before it begins: none of its tasks would look like all of them settled", async () => {
  await start(1);
  const [since, until] = [new Date(firstMs), new Date(firstMs - 60_000)];
  const error = await rejectionOf(listDmsTasks(connection, { instanceId, since, until }));
  expect(error.message).toMatch(/until lies before since/);
  expect(listings()).toBe(0);
  expect(ids(await listDmsTasks(connection, { instanceId, since, until: since }))).toEqual(allIds(1));
});

it.each(["both", "start", "offset"] as const)("reads 250 tasks from a service that understands %s", async (dialect) => {
  await start(250, dialect);
  expect(ids(await listDmsTasks(connection, { instanceId }))).toEqual(allIds(250));
  const first = listings();
  expect(first).toBeLessThanOrEqual(4);
  expect(ids(await listDmsTasks(connection, { instanceId }))).toEqual(allIds(250));
  // What the service understands is known by now.
  expect(listings() - first).toBe(3);
});

it.each(["start", "offset"] as const)("can be told to page by %s", async (paging) => {
  await start(250, paging);
  expect(ids(await listDmsTasks(connection, { instanceId, paging }))).toEqual(allIds(250));
});

it("says so when it was told the wrong way, instead of leaving tasks out", async () => {
  await start(150, "start");
  await expect(listDmsTasks(connection, { instanceId, paging: "offset" })).rejects.toThrow(
    /does not understand where a page is to begin\ntried +offset\nnext +leave paging out/,
  );
});

it("goes over to the other way when the service refuses the first one", async () => {
  await start(150, "start");
  const body = { error_code: "DMS.00400002", error_msg: "Invalid request parameter: offset." };
  // The first page carries no offset; the second one is refused.
  expect(ids(await listDmsTasks(connection, { instanceId, until: new Date(firstMs) }))).toEqual([idOf(0)]);
  emulator.control.fault({ operation: "ListBackgroundTasks", path: "tasks", times: 1, delayMs: 0 });
  emulator.control.fault({ operation: "ListBackgroundTasks", times: 1, status: 400, body });
  expect(ids(await listDmsTasks(connection, { instanceId }))).toEqual(allIds(150));
});

it.each([
  ["offset", "start"],
  ["start", "offset"],
] as const)("takes what an instance understands by %s for a first guess at others", async (dialect, other) => {
  await start(150, dialect);
  expect(ids(await listDmsTasks(connection, { instanceId }))).toEqual(allIds(150));
  emulator.control.settings({ quirks: { dmsPaging: other } });
  expect(ids(await listDmsTasks(connection, { instanceId }))).toEqual(allIds(150));
});

it("keeps to the window to the millisecond, and to names", async () => {
  await start(20);
  const since = new Date(firstMs + 5 * 60_000);
  const until = new Date(firstMs + 9 * 60_000);
  expect(ids(await listDmsTasks(connection, { instanceId, since, until }))).toEqual([5, 6, 7, 8, 9].map(idOf));
  const later = new Date(since.getTime() + 1);
  expect(ids(await listDmsTasks(connection, { instanceId, since: later, until, names: ["modifyAutoTopic"] }))).toEqual(
    [6, 8].map(idOf),
  );
});

it("gives times as text and leaves nothing the service tells out", async () => {
  await start(1);
  expect(await getDmsTask(cloud, instanceId, idOf(0))).toEqual({
    id: idOf(0),
    name: "modifyAutoTopic",
    status: "SUCCESS",
    params: '{"index":0}',
    userName: "operator",
    userId: expect.any(String) as unknown,
    createdAt: new Date(firstMs).toISOString(),
    updatedAt: new Date(firstMs).toISOString(),
  });
});

it("says of an unknown instance and of a deleted task that there is none", async () => {
  await start(2);
  await deleteDmsTask(cloud, instanceId, idOf(0));
  expect(ids(await listDmsTasks(connection, { instanceId }))).toEqual([idOf(1)]);
  for (const call of [getDmsTask(cloud, instanceId, idOf(0)), deleteDmsTask(cloud, instanceId, idOf(0))]) {
    expect(await rejectionOf(call)).toMatchObject({ name: "UnknownIdError", kind: "DMS task", id: idOf(0) });
  }
  const error = await rejectionOf(listDmsTasks(connection, { instanceId: "nowhere" }));
  expect(error).toMatchObject({ name: "UnknownIdError", kind: "DMS instance", id: "nowhere" });
  expect(errorText(error, undefined, functionSpeaker)).toMatch(
    /^DMS knows no DMS instance nowhere\nanswer +404 DMS.00404022 [\s\S]*\nnext +check the instance id/,
  );
});

it.each([
  ["DMS.00404033", "UnknownIdError"],
  ["dms.00404022", "UnknownIdError"],
  ["DMS.00404001", "ServiceError"],
  [undefined, "ServiceError"],
  ["APIG.0101", "ServiceError"],
])(
  "a 404 with the code %s, asked about a task, is a(n) %s: only the service's own word says that there is none",
  async (error_code, name) => {
    await start(1);
    for (const [operation, call] of [
      ["ShowBackgroundTask", getDmsTask],
      ["DeleteBackgroundTask", deleteDmsTask],
    ] as const) {
      emulator.control.fault({ operation, status: 404, body: { error_code }, times: 1 });
      expect(await rejectionOf(call(cloud, instanceId, idOf(0)))).toMatchObject({ name });
    }
  },
);
