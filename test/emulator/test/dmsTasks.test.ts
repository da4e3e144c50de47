import { Bench } from "./support/bench";

const tasks = "/v2/{project_id}/instances/d/tasks";
let bench: Bench;

beforeAll(async () => {
  bench = await Bench.start();
});

beforeEach(() => bench.emulator.control.reset());

afterAll(() => bench.emulator.close());

it("a task shows the id of the user whose name it shows", async () => {
  bench.emulator.control.putDmsInstance("d", {
    tasks: [
      { id: "t-1", name: "modifyAutoTopic", status: "SUCCESS" },
      { id: "t-2", name: "modifyAutoTopic", status: "SUCCESS", userName: "colleague" },
    ],
  });
  const [operator, colleague] = bench.emulator.control.users();
  expect((await bench.get(tasks)).body).toMatchObject({
    tasks: [
      { user_name: "operator", user_id: operator?.id },
      { user_name: "colleague", user_id: colleague?.id },
    ],
  });
});

it("a time that is no time is refused, also where there is no task to compare it with", async () => {
  bench.emulator.control.putDmsInstance("d", {});
  for (const name of ["begin_time", "end_time"]) {
    const reply = await bench.get(`${tasks}?${name}=2026`);
    expect([reply.status, reply.body]).toMatchObject([400, { error_code: "DMS.00400002" }]);
  }
});

it("a task that would be created at no time is refused by the control", () => {
  const task = { id: "t-1", name: "modifyAutoTopic", status: "SUCCESS" as const, createdAt: "yesterday" };
  expect(() => bench.emulator.control.putDmsInstance("d", { tasks: [task] })).toThrow(/no time of ISO 8601/);
});

it("a change of a task keeps what it does not name, and dates what it changes", async () => {
  const created = "2026-01-02T03:04:05.678Z";
  const put = (task: object): unknown =>
    bench.emulator.control.putDmsInstance("d", { tasks: [{ id: "t-1", name: "n", status: "EXECUTING", ...task }] });
  const shown = async (): Promise<unknown> => ((await bench.get(tasks)).body as { tasks: unknown[] }).tasks[0];
  put({ params: { enable: true }, userName: "colleague", createdAt: created });
  const before = { params: '{"enable":true}', user_name: "colleague", created_at: created };
  expect(await shown()).toMatchObject({ ...before, status: "EXECUTING", updated_at: created });
  put({ status: "SUCCESS" });
  const after = (await shown()) as { updated_at: string };
  expect(after).toMatchObject({ ...before, status: "SUCCESS" });
  expect(after.updated_at > created).toBe(true);
  put({ status: "SUCCESS", userName: "operator" });
  expect(await shown()).toMatchObject({ ...before, user_name: "operator", updated_at: after.updated_at });
});
