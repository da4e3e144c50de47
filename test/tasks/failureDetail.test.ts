import type { UnreadableEntry } from "../../provider/src/client/wire/listAnswer";
import type { FailedTask } from "../../provider/src/client/kps/taskRecord";
import { findFailure, matchFailure, NO_WHOLE_LIST, type FailureQuery } from "../../provider/src/tasks/failureDetail";
import { reset, serviceError } from "./scriptedService";
import { watching, type Watching } from "./watching";

const postedAtServiceMs = 1_700_000_000_500;
const record = (more: Partial<FailedTask>): FailedTask => ({
  taskId: "t",
  serverId: "s",
  keyPairName: "pair",
  operateType: "FAILED_BIND",
  taskTime: postedAtServiceMs + 1,
  serverName: "web-1",
  errorMessage: "Update public key error",
  ...more,
});
const query = (more: Partial<FailureQuery> = {}): FailureQuery => ({
  taskId: "t",
  serverId: "s",
  keyPairName: "pair",
  postedAtServiceMs,
  failedSeenAtMs: 1_000_000,
  deadlineMs: 9_000_000,
  ...more,
});

const odd = (name: string): UnreadableEntry => ({ key: `unreadable ${name}`, names: [name] });

describe("the record of a failure", () => {
  test.each<[string, Partial<FailedTask>[], Partial<FailureQuery>, "exact" | "probable" | undefined]>([
    ["is the one with the task's id", [{ taskId: "u" }, {}], {}, "exact"],
    ["is the one with the task's id, however old", [{ taskTime: 0, serverId: "", keyPairName: "" }], {}, "exact"],
    ["may be the only new one of server and key pair", [{ taskId: "u" }], {}, "probable"],
    ["may be keyed by VM id", [{ taskId: "s", serverId: "" }], {}, "probable"],
    ["may have lost the rest of its second", [{ taskId: "u", taskTime: 1_700_000_000_000 }], {}, "probable"],
    ["is none of two new ones", [{ taskId: "u" }, { taskId: "v" }], {}, undefined],
    ["is never an old one", [{ taskId: "u", taskTime: postedAtServiceMs - 1 }], {}, undefined],
    ["is never one without a time", [{ taskId: "u", taskTime: 0 }], {}, undefined],
    ["is never one of another server", [{ taskId: "u", serverId: "z" }], {}, undefined],
    ["is never one of another key pair", [{ taskId: "u", keyPairName: "other" }], {}, undefined],
    ["is not guessed without the time of the POST", [{ taskId: "u" }], { postedAtServiceMs: undefined }, undefined],
    ["is not there", [], {}, undefined],
  ])("%s", (_name, records, more, expected) => {
    expect(matchFailure(records.map(record), query(more))?.match).toBe(expected);
  });
});

describe("looking for it", () => {
  const find = (rig: Watching, more?: Partial<FailureQuery>) =>
    rig.clock.until(findFailure(rig.watcher, query(more)), 300_000);

  test("takes one list when it is there", async () => {
    const rig = watching();
    rig.service.failedRecords.push(record({}));
    await expect(find(rig)).resolves.toEqual({ detail: { match: "exact", record: record({}) } });
    expect(rig.service.count("failed")).toBe(1);
  });

  test("goes on while it is late", async () => {
    const rig = watching();
    const found = findFailure(rig.watcher, query());
    await rig.clock.advance(4_000);
    rig.service.failedRecords.push(record({}));
    await expect(rig.clock.until(found, 10_000)).resolves.toMatchObject({ detail: { match: "exact" } });
    expect(rig.service.count("failed")).toBe(4);
  });

  test("ends after ten seconds and five lists without it", async () => {
    const rig = watching();
    await expect(find(rig)).resolves.toEqual({ detail: undefined });
    expect(rig.service.count("failed")).toBe(5);
    expect(rig.clock.monotonicMs()).toBeLessThan(1_011_000);
  });

  test("follows the time scale", async () => {
    const rig = watching({ timeScale: 0.01, latencyMs: 1 });
    await expect(find(rig)).resolves.toEqual({ detail: undefined });
    expect(rig.clock.monotonicMs()).toBeLessThan(1_000_110);
  });

  test("prefers a late exact record to an early probable one", async () => {
    const rig = watching();
    rig.service.failedRecords.push(record({ taskId: "u" }));
    const found = findFailure(rig.watcher, query());
    await rig.clock.advance(2_000);
    rig.service.failedRecords.push(record({}));
    await expect(rig.clock.until(found, 10_000)).resolves.toMatchObject({
      detail: { match: "exact", record: { taskId: "t" } },
    });
  });

  test("falls back to the probable one in the end, at once where lists are keyed by VM id", async () => {
    const rig = watching();
    rig.service.failedRecords.push(record({ taskId: "u" }));
    await expect(find(rig)).resolves.toMatchObject({ detail: { match: "probable", record: { taskId: "u" } } });
    const keyedByServer = watching();
    keyedByServer.service.failedRecords.push(record({ taskId: "s" }));
    await expect(find(keyedByServer)).resolves.toMatchObject({ detail: { match: "probable" } });
    expect(keyedByServer.service.count("failed")).toBe(1);
  });

  test("of many failures takes the lists of one", async () => {
    const rig = watching();
    const found = Array.from({ length: 100 }, (_, index) => findFailure(rig.watcher, query({ taskId: `u-${index}` })));
    await rig.clock.until(Promise.all(found), 60_000);
    expect(rig.service.count("failed")).toBe(5);
  });

  test.each([
    ["a missing permission", () => serviceError(403), /\(403; needs kps::getFailedTask\)$/],
    ["an outage", () => reset(), /could not be read \(reset\)$/],
  ])("never throws, and says that it is %s", async (_name, error, why) => {
    const rig = watching();
    rig.service.fault = error;
    await expect(find(rig)).resolves.toEqual({ detail: undefined, unexplained: expect.stringMatching(why) as string });
  });

  test.each<[string, (rig: Watching) => void]>([
    ["shows fewer records than it counts", ({ service }) => (service.failedTotal = () => 1)],
    ["has a record of the task that cannot be read", ({ service }) => service.unreadableFailed.push(odd("t"))],
    ["has a record of the server that cannot be read", ({ service }) => service.unreadableFailed.push(odd("s"))],
    ["has a record of nobody knows what", ({ service }) => service.unreadableFailed.push({ key: "k", names: [] })],
  ])("says that the list %s, which is no reason that is not given", async (_name, spoil) => {
    const rig = watching();
    spoil(rig);
    await expect(find(rig)).resolves.toEqual({ detail: undefined, unexplained: NO_WHOLE_LIST });
    rig.service.failedRecords.push(record({}));
    await expect(find(rig)).resolves.toEqual({ detail: { match: "exact", record: record({}) } });
  });

  test("is not hidden by a record of others that cannot be read", async () => {
    const rig = watching();
    rig.service.unreadableFailed.push(odd("u"));
    await expect(find(rig)).resolves.toEqual({ detail: undefined });
  });

  test("never throws: an abort", async () => {
    const rig = watching();
    await expect(find(rig, { signal: AbortSignal.abort() })).resolves.toMatchObject({
      detail: undefined,
      unexplained: expect.stringContaining("in time") as string,
    });
    expect(rig.service.requests).toEqual([]);
  });

  test("ends at the deadline", async () => {
    const rig = watching();
    await expect(find(rig, { deadlineMs: 1_002_500 })).resolves.toMatchObject({
      detail: undefined,
      unexplained: expect.stringContaining("in time") as string,
    });
    expect(rig.clock.monotonicMs()).toBe(1_002_500);
  });
});
