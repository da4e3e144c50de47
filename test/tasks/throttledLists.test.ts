import type { TaskCalls } from "../../provider/src/tasks/watcherRuntime";
import { createTaskWatcher } from "../../provider/src/tasks/taskWatcher";
import { VirtualClock } from "../support/virtualClock";
import { seeded } from "./watching";
import { ScriptedService } from "./scriptedService";

/** Lists sent while three tasks run for 20 s. `heldBack`: every list has to wait for the request budget. */
async function listsOf(heldBack: boolean, requestsPerSecond: number): Promise<number> {
  const clock = new VirtualClock(1_000_000);
  const service = new ScriptedService(clock);
  const calls: TaskCalls = {
    ...service.calls,
    listRunningTasks: (page, options) => {
      if (heldBack) {
        options.onWait?.({ ms: 200 });
      }
      return service.calls.listRunningTasks(page, options);
    },
  };
  const { monotonicMs, startTimer } = clock;
  const watcher = createTaskWatcher(calls, {
    monotonicMs,
    startTimer,
    random: seeded(7),
    timeScale: 1,
    requestsPerSecond,
  });
  const submittedAtMs = monotonicMs();
  const waits = ["a", "b", "c"].map((taskId) => {
    const { serverId } = service.add(taskId, 20_000);
    return watcher.wait({ taskId, serverId, operation: "BIND", submittedAtMs, deadlineMs: submittedAtMs + 60_000 });
  });
  await clock.until(Promise.all(waits), 60_000);
  return service.count("running");
}

describe("lists and the request budget", () => {
  test("a list a second while none has to wait", async () => {
    expect(await listsOf(false, 5)).toBeGreaterThanOrEqual(18);
  });

  test("at most a tenth of the budget while lists have to wait for it", async () => {
    expect(await listsOf(true, 5)).toBeLessThanOrEqual(11);
    expect(await listsOf(true, 1)).toBeLessThanOrEqual(3);
  });

  test("still a list a second where that is a tenth or less", async () => {
    expect(await listsOf(true, 20)).toBeGreaterThanOrEqual(18);
  });
});
