import type { RunningTask } from "../../provider/src/client/kps/taskRecord";
import { listedTasks, listVerdict } from "../../provider/src/tasks/listVerdict";

const entry = (taskId: string, serverId: string): RunningTask => ({
  taskId,
  serverId,
  operateType: "RUNNING",
  taskTime: 0,
  serverName: "",
  keyPairName: "",
});
const waiting = { taskId: "t", serverId: "s", submittedAtMs: 1000, listed: false, listedById: false };
const seen = { ...waiting, listed: true, listedById: true };

describe("what a list says about a task", () => {
  test.each([
    ["shown by its id", waiting, 1001, [entry("t", "s")], "present"],
    ["shown by its id without a server", waiting, 1001, [entry("t", "")], "present"],
    ["shown under the id of its server", waiting, 1001, [entry("s", "s")], "present"],
    ["shown by its server only", waiting, 1001, [entry("other", "s")], "present"],
    ["another task of its server after its own was named", seen, 1001, [entry("other", "s")], "absent"],
    ["not shown", waiting, 1001, [entry("other", "elsewhere")], "absent"],
    ["an empty list", waiting, 1001, [], "absent"],
    ["a list sent before the POST that shows it", waiting, 999, [entry("t", "s")], "unjudged"],
    ["a list sent before the POST that does not", waiting, 999, [], "unjudged"],
    ["a list of the very moment", waiting, 1000, [], "absent"],
  ] as const)("%s", (_name, task, sentAtMs, tasks, expected) => {
    expect(listVerdict(task, listedTasks({ sentAtMs, tasks }), -1)).toBe(expected);
  });

  test.each([
    ["a young task is not missed", waiting, 3000, "unjudged"],
    ["an older one is", waiting, 3001, "absent"],
    ["one that was listed is", { ...waiting, listed: true }, 3000, "absent"],
  ] as const)("where tasks show after 2 s: %s", (_name, task, sentAtMs, expected) => {
    expect(listVerdict(task, listedTasks({ sentAtMs, tasks: [] }), 2000)).toBe(expected);
  });
});
