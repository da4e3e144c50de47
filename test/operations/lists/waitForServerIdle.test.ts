import { waitForServerIdle } from "../../../provider/src/operations/lists/waitForServerIdle";
import { alterAnswers } from "../../support/inProcess/alteredAnswers";
import { inProcessBench } from "../../support/inProcess/inProcessBench";
import { beginTasks } from "./beginTasks";

it("waits by the list for a task that nobody says a word of", async () => {
  const bench = inProcessBench();
  const { control } = bench.emulator;
  const script = { outcome: "succeed", durationMs: 60_000 } as const;
  await beginTasks(bench.emulator, await bench.others(), ["running"], script);
  const { clock } = bench.world;
  const sinceMs = clock.monotonicMs();
  control.fault({ operation: "ListKeypairTask", times: 1_000, status: 404, body: {} });
  expect(await waitForServerIdle("running", await bench.step())).toEqual([]);
  expect(clock.monotonicMs() - sinceMs).toBeGreaterThan(59_000);
  expect(control.requests().length).toBeLessThan(200);
});

it("waits for a task that follows another one, and that the list shows some seconds after it has begun", async () => {
  const bench = inProcessBench({ quirks: { secondTask: "run" } });
  const cloud = await bench.others();
  const begin = (durationMs: number) =>
    beginTasks(bench.emulator, cloud, ["running"], { outcome: "succeed", durationMs });
  const taskIds = [...(await begin(30_000)), ...(await begin(60_000))];
  const { clock } = bench.world;
  const shownFromMs = clock.monotonicMs() + 32_000;
  alterAnswers(bench, "/running-tasks", (body) => {
    const tasks = (body["tasks"] as { readonly task_id: string }[]).filter(
      ({ task_id }) => task_id !== taskIds[1] || clock.monotonicMs() >= shownFromMs,
    );
    return { total: tasks.length, tasks };
  });
  const ended = await waitForServerIdle("running", await bench.step());
  expect(ended.map(({ taskId }) => taskId)).toEqual(taskIds);
});
