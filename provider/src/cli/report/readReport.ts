import { finishedTaskSchema, type FinishedTask } from "../../operations/report/finishedTask";
import { tasklessServerSchema, type TasklessServer } from "../../operations/report/tasklessServer";

/** The lines of a report file, and the numbers (from 1) of those that are none. */
export interface ReadReport {
  readonly tasks: readonly FinishedTask[];
  /** Servers of fleets without a finished task. */
  readonly servers: readonly TasklessServer[];
  readonly unreadable: readonly number[];
}

/** Takes a report file apart. Lines that are not ours are told, and the rest is read all the same. */
export function readReport(text: string): ReadReport {
  const tasks: FinishedTask[] = [];
  const servers: TasklessServer[] = [];
  const unreadable: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") {
      continue;
    }
    const value = parseJson(line);
    const task = finishedTaskSchema.safeParse(value);
    const server = tasklessServerSchema.safeParse(value);
    if (task.success) {
      tasks.push(task.data);
    } else if (server.success) {
      servers.push(server.data);
    } else {
      unreadable.push(index + 1);
    }
  }
  return { tasks, servers, unreadable };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
