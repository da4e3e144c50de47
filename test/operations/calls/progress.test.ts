import { calls } from "../../../provider/src/operations/calls/calls";
import { Connections } from "../../../provider/src/operations/step/connection";
import { liveLine } from "../../../provider/src/cli/liveLine";
import type { Terminal } from "../../../provider/src/cli/terminal";
import { inProcessBench } from "../../support/inProcess/inProcessBench";
import { beginTasks } from "../lists/beginTasks";

/** What a terminal must not be given as it came. */
const hush = "Hush-Canary-1";
const word = `RUNNING_BIND\n::error::\u001b[31m${hush}`;

test("a status word of the service commands nothing and shows no secret in the line that a function tells", async () => {
  const bench = inProcessBench();
  const others = await bench.others();
  const [taskId = ""] = await beginTasks(bench.emulator, others, ["running"], {
    outcome: "succeed",
    durationMs: 3_000,
  });
  bench.emulator.control.fault({
    operation: "ListKeypairTask",
    body: { task_id: taskId, server_id: "running", task_status: word },
  });
  const connections = new Connections(bench.world.runtime);
  connections.secrets.add(hush);
  const lines: string[] = [];
  await calls.waitForTask(
    { taskId },
    {
      connections,
      environment: bench.environment,
      settings: () => others.settings,
      onProgress: (line) => lines.push(line),
    },
  );
  expect(lines[0]).toMatch(/^task on server running: RUNNING_BIND ::error::\[removed\], 0 s, task /);
  expect(lines.filter((line) => line.includes(hush) || /\p{Cc}/u.test(line))).toEqual([]);
});

test("nor in the line of the command", () => {
  const said: string[] = [];
  const terminal = { isErrLive: false, err: (text: string) => said.push(text) } as unknown as Terminal;
  const connections = new Connections(inProcessBench().world.runtime);
  connections.secrets.add(hush);
  liveLine({ terminal, connections }).show({ doing: "BIND", status: word, sinceMs: performance.now() });
  expect(said).toEqual(["BIND: RUNNING_BIND ::error::[removed], 0 s\n"]);
});
