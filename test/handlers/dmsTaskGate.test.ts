import type { PlainObject } from "../../provider/src/model/plainObject";
import { alterAnswers } from "../support/inProcess/alteredAnswers";
import { inProcessBench, type InProcessBench } from "../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../support/rejections";

const instanceId = "kafka-1";
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

const create = (inputs: PlainObject = {}): Promise<PlainObject> => bench.gate.create({ instanceId, ...inputs });
const update = (olds: PlainObject, inputs: PlainObject = {}): Promise<PlainObject> =>
  bench.gate.update(olds, { instanceId, ...inputs });
const task = (id: string, status: "SUCCESS" | "EXECUTING" | "FAILED" | "CANCELLED", more: object = {}) => ({
  id,
  name: `name-of-${id}`,
  status,
  createdAt: "2026-11-20T10:00:00.000Z",
  ...more,
});
const put = (...tasks: ReturnType<typeof task>[]): unknown =>
  bench.emulator.control.putDmsInstance(instanceId, { tasks });
const listings = (): number =>
  bench.emulator.control.requests().filter(({ operation }) => operation === "ListBackgroundTasks").length;
/** Resolves when the tasks were listed so often. */
async function listed(times: number): Promise<void> {
  while (listings() < times) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("create", () => {
  it("is open at once when nothing matching is unsettled", async () => {
    put(task("a", "SUCCESS"));
    const outs = await create();
    expect(outs).toMatchObject({
      phase: "settled",
      tasks: [
        { id: "a", name: "name-of-a", status: "SUCCESS", userName: "operator", createdAt: "2026-11-20T10:00:00.000Z" },
      ],
      counts: { total: 1, settled: 1, unsettled: 0, succeeded: 1, failed: 0, cancelled: 0 },
      region: bench.emulator.credentials.region,
      projectId: bench.emulator.credentials.projectId,
    });
    expect(outs["settledAt"]).toMatch(/^\d{4}-.*Z$/);
    // The second list shows that nothing comes after the first.
    expect(listings()).toBe(2);
  });

  it("waits for those that run", async () => {
    put(task("a", "EXECUTING"), task("b", "SUCCESS"));
    const waiting = create();
    await listed(1);
    put(task("a", "SUCCESS"), task("b", "SUCCESS"));
    expect(await waiting).toMatchObject({ phase: "settled", counts: { total: 2, succeeded: 2 } });
    expect(listings()).toBeGreaterThan(1);
  });

  it("waits until as many as expected are there", async () => {
    put(task("a", "SUCCESS"));
    const waiting = create({ expect: 2 });
    await listed(2);
    put(task("b", "SUCCESS"));
    expect(await waiting).toMatchObject({ phase: "settled", counts: { total: 2 } });
  });

  it("looks only at tasks of the window and of the names", async () => {
    put(
      task("old", "FAILED", { createdAt: "2026-11-19T00:00:00Z" }),
      task("late", "EXECUTING", { createdAt: "2026-11-21T00:00:00Z" }),
      task("other", "FAILED"),
      task("it", "SUCCESS"),
    );
    const window = { since: "2026-11-20T00:00:00Z", until: "2026-11-20T23:00:00Z", names: ["name-of-it"] };
    expect(await create(window)).toMatchObject({ phase: "settled", tasks: [{ id: "it" }], ...window });
  });

  it("fails with what failed, by whom, when and with which parameters, but without secrets", async () => {
    put(
      task("a", "FAILED", { params: { topic: "t-1", password: "hunter2" }, userName: "alice" }),
      task("b", "CANCELLED"),
      task("c", "SUCCESS"),
    );
    const { id, properties, reasons } = await keptBy(create());
    expect(id).toBe(instanceId);
    expect(properties).toMatchObject({ phase: "failed", __provider: "stub", counts: { failed: 1, cancelled: 1 } });
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatch(
      /^2 of 3 background tasks of DMS instance kafka-1 failed or were cancelled\ntask +name-of-a \(a\), FAILED, by alice, created 2026-11-20 10:00:00Z/,
    );
    expect(reasons[0]).toContain('params    {"topic":"t-1","password":"[removed]"}');
    expect(reasons[0]).toContain("name-of-b (b), CANCELLED");
    expect(JSON.stringify([properties, reasons])).not.toContain("hunter2");
  });

  it('only reports them with onFailed "report"', async () => {
    put(task("a", "FAILED"), task("c", "SUCCESS"));
    expect(await create({ onFailed: "report" })).toMatchObject({
      phase: "settled",
      counts: { total: 2, succeeded: 1, failed: 1 },
      tasks: [{ id: "a", status: "FAILED" }, { id: "c" }],
    });
  });

  it("keeps what it has seen when the deadline comes first, and the next update goes on", async () => {
    put(task("a", "EXECUTING"), task("b", "SUCCESS"));
    const { properties, reasons } = await keptBy(create({ timeouts: { create: "200ms" } }));
    expect(properties).toMatchObject({ phase: "waiting", counts: { total: 2, settled: 1, unsettled: 1 } });
    expect(properties).not.toHaveProperty("settledAt");
    expect(reasons[0]).toMatch(/standing +1 of 2 settled, waiting for name-of-a\ntask +name-of-a \(a\), EXECUTING/);
    put(task("a", "SUCCESS"));
    expect(await update(properties)).toMatchObject({ phase: "settled" });
  });

  it("waits out what goes wrong while looking", async () => {
    put(task("a", "SUCCESS"));
    bench.emulator.control.fault({ operation: "ListBackgroundTasks", times: 2, status: 503, body: {} });
    bench.emulator.control.fault({ operation: "ListBackgroundTasks", cut: "before" });
    expect(await create()).toMatchObject({ phase: "settled" });
  });

  it("says at once that there is no such instance", async () => {
    const error = await rejectionOf(create({ instanceId: "nowhere" }));
    expect(error.message).toContain("DMS knows no DMS instance nowhere");
    expect(error).not.toHaveProperty("properties");
  });
});

describe("a list that is not whole", () => {
  type Page = { readonly tasks: readonly unknown[] };
  const running = 249;
  const waitBriefly = () => keptBy(create({ timeouts: { create: "30s" } }));
  const record = (index: number) => ({
    id: `t-${index}`,
    name: "modifyAutoTopic",
    status: index === running ? "EXECUTING" : "SUCCESS",
    created_at: "2026-11-20T10:00:00.000Z",
  });
  const all = Array.from({ length: 250 }, (_, index) => record(index));
  const page = (asked: URLSearchParams, most: number, step = 1) => {
    const from = Number(asked.get("offset") ?? 0) * step;
    return all.slice(from, from + most);
  };
  let requests = 0;
  const reversing = (asked: URLSearchParams) => {
    requests += 1;
    const from = Number(asked.get("offset") ?? 0);
    return (requests % 2 === 0 ? [...all].reverse() : all).slice(from, from + 100);
  };

  it.each<[string, (asked: URLSearchParams) => Page]>([
    ["leaves the total out", (asked) => ({ tasks: page(asked, 100) })],
    ["leaves the total out and caps its pages", (asked) => ({ tasks: page(asked, 10) })],
    ["counts the page", (asked) => ({ task_count: page(asked, 100).length, tasks: page(asked, 100) })],
    ["counts capped pages", (asked) => ({ task_count: page(asked, 10).length, tasks: page(asked, 10) })],
    ["reverses its order", (asked) => ({ task_count: 250, tasks: reversing(asked) })],
    ["takes the offset for a page", (asked) => ({ task_count: 250, tasks: page(asked, 100, 100) })],
    ["takes the offset for a page and does not count", (asked) => ({ tasks: page(asked, 100, 100) })],
  ])("does not open past a task that runs further back where the service %s", async (_what, answer) => {
    put();
    alterAnswers(bench, "/instances/", (_body, asked) => answer(asked));
    const { properties } = await waitBriefly();
    expect(properties).toMatchObject({ phase: "waiting" });
  });

  it("is told as what keeps the gate shut", async () => {
    put();
    alterAnswers(bench, "/instances/", (_body, asked) => ({
      task_count: 5,
      tasks: asked.has("offset") ? [] : [record(0)],
    }));
    const { reasons } = await waitBriefly();
    expect(reasons[0]).toMatch(
      /waiting for the rest of a list that is incomplete\nproblem +the list shows fewer tasks/,
    );
  });
});

describe("an odd record", () => {
  const sound = { id: "a", name: "n", status: "SUCCESS", created_at: "2026-11-20T10:00:00.000Z" };
  const odd = (entry: unknown): void => {
    put();
    alterAnswers(bench, "/instances/", () => ({ task_count: 2, tasks: [sound, entry] }));
  };

  it.each([
    ["a time before all times", { updated_at: "0001-01-01T00:00:00Z" }],
    ["a time in numbers", { created_at: 1_700_000_000_000 }],
    ["parameters as an object", { params: { a: 1 } }],
  ])("that ended with %s does not hold the gate up", async (_what, more) => {
    odd({ ...sound, id: "b", ...more });
    expect(await create()).toMatchObject({ phase: "settled", counts: { total: 2, succeeded: 2 } });
  });

  it("that runs without a name and a word for how it stands is told of by its id", async () => {
    odd({ id: "b" });
    const { reasons } = await keptBy(create({ timeouts: { create: "1m" } }));
    expect(reasons[0]).toMatch(/^task +without a name \(b\), no status, created at an unknown time$/m);
  });

  it.each([
    ["an entry without an id", { ...sound, id: undefined }],
    ["an entry of null", null],
  ])("keeps the gate shut as %s, which the row and the reason say", async (_what, entry) => {
    odd(entry);
    const { properties, reasons } = await keptBy(create({ timeouts: { create: "1m" } }));
    expect(properties).toMatchObject({ phase: "waiting", counts: { total: 2, settled: 1, unsettled: 1 } });
    expect(reasons[0]).toMatch(/problem +the list has an entry without an id/);
    expect(bench.told().join("\n")).toContain("1 of 2 settled, waiting for an entry without an id");
  });
});

describe("update", () => {
  it("sends nothing when only the timeouts change", async () => {
    put(task("a", "SUCCESS"));
    const olds = await create({ timeouts: { create: "1m" } });
    const before = listings();
    expect(await update(olds)).toEqual({ ...olds, timeouts: undefined });
    expect(await update(olds)).not.toHaveProperty("timeouts");
    expect(listings()).toBe(before);
  });

  it("looks again when triggers change", async () => {
    put(task("a", "SUCCESS"));
    const olds = await create();
    put(task("b", "FAILED"));
    const { properties } = await keptBy(update(olds, { triggers: ["again"] }));
    expect(properties).toMatchObject({ phase: "failed", triggers: ["again"] });
  });
});

describe("diff", () => {
  const settled = { __provider: "stub", instanceId, phase: "settled", since: "2026-11-20T00:00:00Z" };
  const news = { __provider: "other stub", instanceId, since: "2026-11-20T00:00:00Z" };

  it.each([
    ["nothing", settled, news, { changes: false }],
    ["a trigger", settled, { ...news, triggers: [1] }, { changes: true }],
    ["the timeouts", settled, { ...news, timeouts: { create: "1m" } }, { changes: true }],
    ["that it waits", { ...settled, phase: "waiting" }, news, { changes: true }],
    ["that it has failed", { ...settled, phase: "failed" }, news, { changes: true }],
    ["the instance", settled, { ...news, instanceId: "b" }, { changes: true, replaces: ["instanceId"] }],
  ])("sees %s", async (_what, olds, changed, expected) => {
    expect(await bench.gate.diff(olds, changed)).toMatchObject(expected);
  });
});

it("check names the property and what it takes", async () => {
  const { failures } = await bench.gate.check(
    {},
    { instanceId: "", since: "2026-11-20T00:00:00", expect: -1, onFailed: "ignore", untill: "x" },
  );
  expect(failures).toEqual([
    { property: "", reason: expect.stringContaining("instanceId: is not the id of a DMS instance") as unknown },
    { property: "", reason: expect.stringContaining("since: is not an ISO time with a zone") as unknown },
    { property: "", reason: "expect: must not be negative" },
    { property: "", reason: 'onFailed: must be "fail" or "report"' },
    {
      property: "",
      reason:
        "untill is not an input of this resource: check the spelling; if a newer pulumi-huaweicloud-kps brought it, install that where the program runs",
    },
  ]);
  const window = { instanceId, since: "2026-11-20", until: "2026-11-19" };
  expect((await bench.gate.check({}, window)).failures).toEqual([{ property: "", reason: "until: lies before since" }]);
});

it("read keeps what was seen and sends nothing, and looks once for a gate that no state knows", async () => {
  put(task("a", "EXECUTING"));
  const props = { instanceId, phase: "settled", __provider: "stub" };
  expect(await bench.gate.read(props)).toEqual({ id: instanceId, props });
  expect(listings()).toBe(0);
  expect(await bench.gate.read({ instanceId })).toMatchObject({
    id: instanceId,
    props: { phase: "waiting", counts: { total: 1, unsettled: 1 } },
  });
});
