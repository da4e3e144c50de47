import type { PlainObject } from "../../../provider/src/model/plainObject";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy } from "../../support/rejections";

const instanceId = "kafka-1";
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
  put();
});

const create = (inputs: PlainObject = {}): Promise<PlainObject> => bench.gate.create({ instanceId, ...inputs });
const put = (...statuses: ("SUCCESS" | "EXECUTING")[]): unknown =>
  bench.emulator.control.putDmsInstance(instanceId, {
    tasks: statuses.map((status) => ({ id: "a", name: "n", status, createdAt: "2026-11-20T10:00:00.000Z" })),
  });
const listings = (): number =>
  bench.emulator.control.requests().filter(({ operation }) => operation === "ListBackgroundTasks").length;
/** Resolves when the tasks were listed so often. */
async function listed(times: number): Promise<void> {
  while (listings() < times) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("a task of which the name or the time cannot be read that the gate asks about", () => {
  const window = { since: "2026-11-20T00:00:00Z", names: ["n"] };
  const sound = { id: "a", name: "n", status: "SUCCESS", created_at: "2026-11-20T10:00:00.000Z" };
  const odd = (entry: object): void =>
    alterAnswers(bench, "/instances/", () => ({ task_count: 2, tasks: [sound, { ...sound, id: "b", ...entry }] }));

  it.each([
    ["without a name", { name: "" }],
    ["of a time that is none", { created_at: "0" }],
    ["of the moment that stands for no time", { created_at: "1970-01-01T00:00:00.000Z" }],
  ])("may be one of those waited for while it runs: one %s", async (_what, more) => {
    odd({ status: "EXECUTING", ...more });
    const { properties } = await keptBy(create({ ...window, timeouts: { create: "10s" } }));
    expect(properties).toMatchObject({ phase: "waiting", counts: { total: 2, unsettled: 1 } });
  });

  it.each([
    ["without a name", { name: null }],
    ["of a time that is none", { created_at: 7 }],
  ])("is not one of those expected: one %s", async (_what, more) => {
    odd(more);
    const { reasons } = await keptBy(create({ ...window, expect: 2, timeouts: { create: "10s" } }));
    expect(reasons[0]).toMatch(
      /2 of 3 settled, waiting for 1 more to come\nproblem +nobody can tell whether 1 of these tasks are among/,
    );
  });
});

it.each([
  ["waits on where three answers say that the instance is gone", 3, "settled"],
  ["says that the instance is gone once four in a row do", 4, "DMS knows no DMS instance kafka-1"],
])("%s", async (_what, times, end) => {
  put("EXECUTING");
  const waiting = create().then(
    ({ phase }) => phase,
    (error: unknown) => (error instanceof Error ? error.message : ""),
  );
  // One look takes two lists.
  await listed(2);
  const body = { error_code: "dms.00404022" };
  bench.emulator.control.fault({ operation: "ListBackgroundTasks", status: 404, body, times });
  await listed(2 + times);
  put("SUCCESS");
  expect(await waiting).toContain(end);
});
