import type { FailedTask, RunningTask } from "../../../provider/src/client/kps/taskRecord";
import type { Listed } from "../../../provider/src/operations/binding/evidence";
import {
  endByFailures,
  hasBound,
  leavesBound,
  type OtherEnd,
} from "../../../provider/src/operations/binding/otherTask";

const SERVER = "server-1";
const BEGAN_MS = 1_768_467_600_000;
const running = (more: Partial<RunningTask> = {}): RunningTask => ({
  taskId: SERVER,
  operateType: "RUNNING_RESET",
  taskTime: BEGAN_MS,
  serverName: "web-1",
  serverId: SERVER,
  keyPairName: "kp-b",
  ...more,
});
const failure = (more: Partial<FailedTask> = {}): FailedTask => ({
  ...running(),
  operateType: "FAILED_RESET",
  ...more,
});
const listed = (entries: FailedTask[], more: object = {}): Listed<FailedTask> => ({
  readable: true,
  entries,
  unreadable: false,
  complete: true,
  sentAtMs: 0,
  ...more,
});

describe("a task that has left the list of running tasks", () => {
  it.each<[string, RunningTask | undefined, Listed<FailedTask>, string]>([
    ["has succeeded where no failure is listed", running(), listed([]), "success"],
    ["has failed where one of its server is listed that began with it", running(), listed([failure()]), "failed"],
    [
      "has failed where the failure is listed with the time of its end",
      running(),
      listed([failure({ taskTime: BEGAN_MS + 90_000 })]),
      "failed",
    ],
    [
      "has not failed by what had failed before",
      running(),
      listed([failure({ taskTime: BEGAN_MS - 60_000 })]),
      "success",
    ],
    [
      "has an end that nobody can tell where another one had failed just before it began",
      running(),
      listed([failure({ taskTime: BEGAN_MS - 1_000 })]),
      "unknown",
    ],
    [
      "ended nobody knows how where a failure of its server has no time that can be read",
      running(),
      listed([failure({ taskTime: 0 })]),
      "unknown",
    ],
    [
      "ended nobody knows how where it has no time, and its server has a failure of some time",
      running({ taskTime: 0 }),
      listed([failure({ taskTime: BEGAN_MS - 60_000 })]),
      "unknown",
    ],
    [
      "is known by its own id where it has one",
      running({ taskId: "t-1" }),
      listed([failure({ taskId: "t-2" })]),
      "success",
    ],
    [
      "has failed by its own id",
      running({ taskId: "t-1" }),
      listed([failure({ taskId: "t-1", taskTime: 0 })]),
      "failed",
    ],
    [
      "may be the one whose failure has no id of its own",
      running({ taskId: "t-1" }),
      listed([failure({ taskTime: BEGAN_MS })]),
      "failed",
    ],
    [
      "has succeeded, though its entry could not be read, where its server has no failure",
      undefined,
      listed([]),
      "success",
    ],
    [
      "ended nobody knows how where its entry could not be read and there is a failure",
      undefined,
      listed([failure()]),
      "unknown",
    ],
    ["ended nobody knows how where the list is incomplete", running(), listed([], { complete: false }), "unknown"],
    ["or a failure cannot be read", running(), listed([], { unreadable: true }), "unknown"],
    ["or the list may not be read", running(), { readable: false, why: "403" }, "unknown"],
  ])("%s", (_name, entry, failed, end) => {
    expect(endByFailures(SERVER, entry, failed)).toBe(end);
  });
});

it("has bound a pair only where it succeeded since, and ECS did not show the pair before", () => {
  const bound: OtherEnd = {
    taskId: "t-2",
    end: "success",
    operation: "BIND",
    keyPairName: "kp-b",
    startedAtServiceMs: BEGAN_MS,
    endedAtMs: 5_000,
    shownBefore: "",
  };
  expect(hasBound(bound, "kp-b", 5_000)).toBe(true);
  const not: Partial<OtherEnd>[] = [
    { end: "failed" },
    { end: "unknown" },
    { operation: "UNBIND" },
    { keyPairName: "kp-a" },
    { endedAtMs: 4_999 },
    { shownBefore: "kp-b" },
    { shownBefore: undefined },
  ];
  expect(not.filter((more) => hasBound({ ...bound, ...more }, "kp-b", 5_000))).toEqual([]);
});

it("has left the pair that is shown where it succeeded and was no UNBIND, also where its entry could not be read", () => {
  const reset: OtherEnd = {
    taskId: "t-2",
    end: "success",
    operation: "RESET",
    keyPairName: "kp-a",
    startedAtServiceMs: BEGAN_MS,
    endedAtMs: 5_000,
    shownBefore: "kp-a",
  };
  const left: Partial<OtherEnd>[] = [{}, { operation: undefined }, { operation: undefined, keyPairName: "" }];
  expect(left.filter((more) => !leavesBound({ ...reset, ...more }, "kp-a"))).toEqual([]);
  const not: Partial<OtherEnd>[] = [
    { end: "failed" },
    { end: "unknown" },
    { operation: "UNBIND" },
    { keyPairName: "kp-b" },
  ];
  expect(not.filter((more) => leavesBound({ ...reset, ...more }, "kp-a"))).toEqual([]);
});
