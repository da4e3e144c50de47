import type { TaskCalls } from "../../provider/src/tasks/watcherRuntime";
import { createTaskWatcher } from "../../provider/src/tasks/taskWatcher";
import { VirtualClock } from "../support/virtualClock";
import { seeded } from "./watching";
import { ScriptedService } from "./scriptedService";

/** Lists sent while tasks run for 20 s, and others end every other second. `heldBack`: which looks have to wait for the request budget. */
async function listsOf(heldBack: "list" | "task" | undefined, requestsPerSecond: number): Promise<number> {
  const clock = new VirtualClock(1_000_000);
  const service = new ScriptedService(clock);
  const calls: TaskCalls = {
    ...service.calls,
    listRunningTasks: (page, options) => {
      if (heldBack === "list") {
        options.onWait?.({ ms: 200 });
      }
      return service.calls.listRunningTasks(page, options);
    },
    showTask: (asked, options) => {
      if (heldBack === "task") {
        options.onWait?.({ ms: 200 });
      }
      return service.calls.showTask(asked, options);
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
  const durations = [20, 20, 20, 1, 3, 5, 7, 9, 11, 13, 15, 17];
  const waits = durations.map((seconds, n) => {
    const taskId = `task-${n}`;
    const { serverId } = service.add(taskId, seconds * 1_000);
    return watcher.wait({ taskId, serverId, operation: "BIND", submittedAtMs, deadlineMs: submittedAtMs + 60_000 });
  });
  await clock.until(Promise.all(waits), 60_000);
  return service.count("running");
}

describe("lists and the request budget", () => {
  test("a list a second while none has to wait", async () => {
    expect(await listsOf(undefined, 5)).toBeGreaterThanOrEqual(18);
  });

  test("at most a twentieth of the budget while looks have to wait for it", async () => {
    expect(await listsOf("list", 5)).toBeLessThanOrEqual(6);
    expect(await listsOf("list", 1)).toBeLessThanOrEqual(2);
  });

  test("the same while only looks at single tasks have to wait", async () => {
    expect(await listsOf("task", 5)).toBeLessThanOrEqual(8);
  });

  test("still a list a second where that is a twentieth or less", async () => {
    expect(await listsOf("list", 20)).toBeGreaterThanOrEqual(18);
  });
});
