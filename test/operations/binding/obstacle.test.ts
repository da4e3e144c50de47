import type { RunningTask } from "../../../provider/src/client/kps/taskRecord";
import type { Listed, SeenServer } from "../../../provider/src/operations/binding/evidence";
import {
  obstacleTo,
  type Looked,
  type ObstacleQuestions,
  type SoFar,
} from "../../../provider/src/operations/binding/obstacle";
import { isBindEntry, isBehind, type OtherEnd } from "../../../provider/src/operations/binding/otherTask";
import { ServiceError } from "../../../provider/src/transport/serviceError";

const NOW_MS = 1_000_000;

const shows = (keyPairName: string | undefined, sentAtMs = NOW_MS): SeenServer => ({
  known: true,
  power: "running",
  status: "ACTIVE",
  name: "web-1",
  keyPairName,
  sentAtMs,
});

const entry = (taskId: string, keyPairName = "kp-a"): RunningTask => ({
  taskId,
  operateType: "RUNNING_BIND",
  taskTime: 0,
  serverName: "web-1",
  serverId: "s-1",
  keyPairName,
});

const listed = (entries: RunningTask[] = [], more = {}): Listed<RunningTask> => ({
  readable: true,
  entries,
  unreadable: false,
  complete: true,
  sentAtMs: NOW_MS,
  ...more,
});

const questions = (more: Partial<ObstacleQuestions> = {}): ObstacleQuestions => ({
  serverId: "s-1",
  recordedName: () => undefined,
  recordedChange: () => undefined,
  isOurLostRun: () => false,
  ...more,
});

const soFar = (more: Partial<SoFar> = {}): SoFar => ({
  others: [],
  seen: new Set(),
  incompleteSinceMs: undefined,
  refused: undefined,
  ...more,
});

function obstacle(
  looked: Partial<Looked>,
  before: Partial<SoFar> = {},
  asked: Partial<ObstacleQuestions> = {},
): unknown {
  const now: Looked = { running: listed(), server: shows(undefined), nowMs: NOW_MS, ...looked };
  return obstacleTo(questions(asked), now, soFar(before), 1);
}

const other = (more: Partial<OtherEnd>): OtherEnd => ({
  taskId: "t-9",
  end: "success",
  operation: "REPLACE",
  keyPairName: "kp-a",
  startedAtServiceMs: undefined,
  endedAtMs: NOW_MS,
  shownBefore: "kp-a",
  ...more,
});

it("is none where a complete list shows nothing", () => {
  expect(obstacle({})).toBeUndefined();
});

it("is a task that runs, also one that cannot be read", () => {
  expect(obstacle({ running: listed([entry("t-1")]) })).toMatchObject({ is: "otherRuns", entry: { taskId: "t-1" } });
  expect(obstacle({ running: listed([], { unreadable: true }) })).toEqual({ is: "otherRuns", entry: undefined });
});

it("is a run of ours that was lost, once", () => {
  const running = listed([entry("t-1")]);
  const ours = { isOurLostRun: () => true };
  expect(obstacle({ running }, {}, ours)).toMatchObject({ is: "ourLostRun" });
  expect(obstacle({ running }, { seen: new Set(["t-1"]) }, ours)).toMatchObject({ is: "otherRuns" });
});

it("is no task at all on a server that is gone", () => {
  expect(obstacle({ running: listed([entry("t-1")]), server: { known: "gone", sentAtMs: NOW_MS } })).toBeUndefined();
});

it("is no list that may not be read: nothing waits for a permission", () => {
  expect(obstacle({ running: { readable: false, why: "403" } })).toBeUndefined();
});

it("is a list that is not complete, for half a minute; then nothing is posted, and that is said", () => {
  const running = listed([], { complete: false });
  expect(obstacle({ running })).toEqual({ is: "later", atMs: NOW_MS + 2_000, incompleteSinceMs: NOW_MS });
  expect(obstacle({ running }, { incompleteSinceMs: NOW_MS - 29_999 })).toMatchObject({ is: "later" });
  expect(() => obstacle({ running }, { incompleteSinceMs: NOW_MS - 30_000 })).toThrow(
    /stays incomplete[\s\S]*nothing was posted/,
  );
});

it("is ECS, while it does not show a change that our record holds", () => {
  const recordedChange = (): { name: string; untilMs: number } => ({ name: "kp-b", untilMs: NOW_MS + 1 });
  expect(obstacle({ server: shows("kp-a") }, {}, { recordedChange })).toMatchObject({ is: "later" });
  expect(obstacle({ server: shows("kp-b") }, {}, { recordedChange })).toBeUndefined();
  expect(obstacle({ server: shows("kp-a", NOW_MS + 1) }, {}, { recordedChange })).toBeUndefined();
});

describe("after a refused POST", () => {
  const error = new ServiceError({
    service: "KPS",
    host: "localhost",
    operation: "AssociateKeypair",
    method: "POST",
    path: "/",
    status: 400,
    serviceMessage: "The server has a task in progress",
    accepted: "no",
  });
  const refused = { error, atMs: NOW_MS - 1_000, server: shows(undefined) };

  it("is the refusal itself, once lists can no longer be late and nothing explains it", () => {
    expect(obstacle({ running: listed([], { sentAtMs: NOW_MS - 1_000 }) }, { refused })).toEqual({
      is: "later",
      atMs: NOW_MS + 2_000,
    });
    expect(obstacle({ running: listed([], { sentAtMs: NOW_MS + 2_000 }) }, { refused })).toEqual({
      is: "refused",
      error,
    });
  });

  it("is a task that has shown meanwhile, and none where the server has changed, once a list would show what changes it", () => {
    expect(obstacle({ running: listed([entry("t-1")]) }, { refused })).toMatchObject({ is: "otherRuns" });
    const late = listed([], { sentAtMs: NOW_MS + 2_000 });
    expect(obstacle({ server: shows("kp-c") }, { refused })).toEqual({ is: "later", atMs: NOW_MS + 2_000 });
    expect(obstacle({ server: shows("kp-c"), running: late }, { refused })).toBeUndefined();
  });
});

describe("ECS after a task of somebody else", () => {
  it.each<[string, SeenServer, Partial<OtherEnd>, string | undefined, boolean]>([
    ["shows what it showed before", shows("kp-a"), {}, undefined, true],
    ["shows that still after a minute", shows("kp-a", NOW_MS + 60_000), {}, undefined, false],
    ["shows another name", shows("kp-b"), {}, undefined, false],
    ["shows the name of a BIND", shows("kp-a"), { operation: "BIND" }, undefined, false],
    ["shows nothing after an UNBIND", shows(undefined), { operation: "UNBIND", shownBefore: "" }, undefined, false],
    ["shows the listed name, which our record has not", shows("kp-a"), {}, "kp-z", false],
    ["shows the listed name, which our record has too", shows("kp-a"), {}, "kp-a", true],
    ["need not catch up with a failure", shows("kp-a"), { end: "failed" }, undefined, false],
    ["may lag behind an end nobody saw", shows("kp-a"), { end: "unknown", operation: undefined }, undefined, true],
    ["may not be asked", { known: false, why: "403", sentAtMs: NOW_MS }, {}, undefined, false],
  ])("%s", (_, server, end, recorded, behind) => {
    expect(isBehind(server, other(end), recorded, 1)).toBe(behind);
  });
});

it("takes an entry for a BIND unless its word names another operation", () => {
  const words = ["RUNNING_BIND", "RUNNING", "", "RUNNING_REPLACE", "FAILED_RESET", "RUNNING_UNBIND"];
  const isBind = words.map((operateType) => isBindEntry({ ...entry("t"), operateType }));
  expect(isBind).toEqual([true, true, true, false, false, false]);
});
