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
