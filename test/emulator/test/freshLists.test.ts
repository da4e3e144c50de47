import fc from "fast-check";
import type { TaskView } from "../src/index";
import { Bench, byPassword, password } from "./support/bench";

const ids = ["s-0", "s-1", "s-2", "s-3"];
let bench: Bench;

beforeAll(async () => {
  const servers = ids.map((id) => ({ id, rootPassword: password }));
  bench = await Bench.start({ requestsPerMinute: 0, seed: { servers, keyPairs: [{ name: "one" }] } });
});

afterAll(() => bench.emulator.close());

/** Something that changes a list, or how it is written. */
type Step =
  | { kind: "bind"; id: string; outcome: "fail" | "hang" }
  | { kind: "word"; operateType: "status" | "phase" }
  | { kind: "forget"; which: number }
  | { kind: "pass" | "forgetAll" | "reset" };

const bind = fc.record<Step & { kind: "bind" }>({
  kind: fc.constant("bind"),
  id: fc.constantFrom(...ids),
  outcome: fc.constantFrom("fail", "fail", "hang"),
});
const word = fc.record<Step & { kind: "word" }>({
  kind: fc.constant("word"),
  operateType: fc.constantFrom("status", "phase"),
});
const forget = fc.record<Step & { kind: "forget" }>({ kind: fc.constant("forget"), which: fc.nat({ max: 1 }) });
const plain = fc.record<Step & { kind: "pass" | "forgetAll" | "reset" }>({
  kind: fc.constantFrom("pass", "pass", "pass", "pass", "forgetAll", "forgetAll", "reset"),
});
const steps = fc.array(fc.oneof(bind, bind, bind, word, forget, plain, plain, plain), { maxLength: 30, size: "max" });

const failedPath = "/v3/{project_id}/failed-tasks";

async function list(path: string): Promise<{ total: number; tasks: { task_id: string; operate_type: string }[] }> {
  return (await bench.client.call("GET", path)).body as Awaited<ReturnType<typeof list>>;
}

it("after any change the lists are what the tasks are, from the first record on and from the second", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (history) => {
      const { control } = bench.emulator;
      control.reset();
      let forgotten = new Set<string>();
      let words: "status" | "phase" = "status";
      const failedOf = (tasks: TaskView[]): TaskView[] =>
        tasks.filter(({ taskStatus, taskId }) => taskStatus === "FAILED_BIND" && !forgotten.has(taskId));
      for (const step of history) {
        switch (step.kind) {
          case "bind":
            control.taskScript({ outcome: step.outcome, durationMs: 100 });
            await bench.associate(step.id, "one", byPassword());
            break;
          case "pass":
            bench.clock.pass(100);
            break;
          case "word":
            words = step.operateType;
            control.settings({ quirks: { operateType: words } });
            break;
          case "forget": {
            const taskId = failedOf(control.state().tasks)[step.which]?.taskId;
            if (taskId !== undefined) {
              await bench.client.call("DELETE", `${failedPath}/${taskId}`);
              forgotten.add(taskId);
            }
            break;
          }
          case "forgetAll":
            await bench.client.call("DELETE", failedPath);
            failedOf(control.state().tasks).forEach(({ taskId }) => forgotten.add(taskId));
            break;
          case "reset":
            control.reset();
            forgotten = new Set();
            words = "status";
            break;
        }
        const { tasks } = control.state();
        const running = tasks.filter((task) => task.endedAt === undefined);
        for (const [path, word, expected] of [
          ["/v3/{project_id}/running-tasks", words === "phase" ? "RUNNING" : "RUNNING_BIND", running],
          [failedPath, words === "phase" ? "FAILED" : "FAILED_BIND", failedOf(tasks)],
        ] as const) {
          const entries = expected.map(
            ({ taskId }) => expect.objectContaining({ task_id: taskId, operate_type: word }) as unknown,
          );
          expect(await list(path)).toEqual({ total: entries.length, tasks: entries });
          expect(await list(`${path}?offset=1&limit=2`)).toEqual({ total: entries.length, tasks: entries.slice(1, 3) });
        }
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
