import { report, type Fact } from "../../diagnostics/report";
import { adviceFor } from "../../diagnostics/serviceCodes";
import { serverText } from "../../diagnostics/serverText";
import type { TaskState } from "../../model/taskEntries";
import { getTask } from "../../operations/lists/taskState";
import { waitForTask } from "../../operations/lists/waitForTask";
import { connected, waitingContext, type ConnectionFlags } from "../connection";
import { exitStatus } from "../exitStatus";
import { liveLine } from "../liveLine";
import { jsonText, plainLines } from "../plainText";
import type { Session } from "../session";
import { timeText } from "../timeText";

type Flags = ConnectionFlags & { readonly json?: boolean };

/** `tasks show <id>` */
export async function tasksShow(taskId: string, flags: Flags, session: Session): Promise<number> {
  const { cloud } = await connected(flags, session);
  return shown(await getTask(cloud, taskId, { signal: session.signal }), flags, session);
}

/** `tasks wait <id>`; `timeout` in ms. */
export async function tasksWait(
  taskId: string,
  flags: Flags & { readonly timeout: number },
  session: Session,
): Promise<number> {
  const line = liveLine(session);
  const task = await waitingContext(flags, session, line.show)
    .then((context) => waitForTask(taskId, context))
    .finally(line.close);
  return shown(task, flags, session);
}

function shown(task: TaskState, flags: Flags, { terminal }: Session): number {
  const failed = task.phase === "failed";
  if (flags.json === true) {
    terminal.out(`${jsonText(task)}\n`);
  } else {
    const [headline = "", ...facts] = plainLines(
      report(`task ${task.taskId}: ${task.taskStatus}`, factsOf(task)),
    ).split("\n");
    const style = failed ? "red" : task.phase === "success" ? "green" : "yellow";
    terminal.out(`${[terminal.paint(style, headline), ...facts].join("\n")}\n`);
  }
  return failed ? exitStatus.found : exitStatus.fine;
}

function factsOf({ serverId, phase, failure, failureUnknown }: TaskState): Fact[] {
  const server: Fact = ["server", serverText(failure?.serverName, serverId)];
  if (phase !== "failed") {
    return [server];
  }
  const advice = adviceFor(failure?.errorCode);
  return [
    server,
    ["key pair", failure?.keyPairName ?? ""],
    ["started", failure === undefined ? "" : timeText(failure.taskTime)],
    ["code", failure?.errorCode ?? ""],
    [
      "why",
      failure?.errorMessage ?? failureUnknown ?? "the service gives no reason (no record in the failed-task list)",
    ],
    ["cause", advice?.cause ?? ""],
    ["next", advice?.next ?? ""],
  ];
}
