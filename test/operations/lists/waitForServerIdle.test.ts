import { waitForServerIdle } from "../../../provider/src/operations/lists/waitForServerIdle";
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
