import type { RunningTask } from "../../provider/src/client/kps/taskRecord";
import { ListTotals } from "../../provider/src/tasks/listTotals";
import { readTaskList, type ReadTaskList } from "../../provider/src/tasks/readTaskList";

const task = (n: number, changes: Partial<RunningTask> = {}): RunningTask => ({
  taskId: `task-${n}`,
  operateType: "RUNNING",
  taskTime: 1_000 + n,
  serverName: `web-${n}`,
  serverId: `server-${n}`,
  keyPairName: "ops",
  ...changes,
});

const read = (tasks: readonly RunningTask[], before?: readonly RunningTask[]): Promise<ReadTaskList<RunningTask>> =>
  readTaskList(() => Promise.resolve({ total: tasks.length, tasks, unreadable: [] }), new ListTotals(), before);

test("an entry that is the same as in the last list is that very object, and one that has changed is the new one", async () => {
  const first = await read([task(1), task(2), task(3)]);
  const second = await read([task(2), task(3, { operateType: "FAILED_BIND" }), task(4)], first.tasks);
  expect(second.tasks).toEqual([task(2), task(3, { operateType: "FAILED_BIND" }), task(4)]);
  expect(second.tasks[0]).toBe(first.tasks[1]);
});
