import { finishedTaskSchema, type FinishedTask } from "../../operations/report/finishedTask";
import { tasklessServerSchema, type TasklessServer } from "../../operations/report/tasklessServer";

/** The lines of a report file, and the numbers (from 1) of those that are none. */
export interface ReadReport {
  readonly tasks: readonly FinishedTask[];
  /** Servers of fleets without a finished task. */
  readonly servers: readonly TasklessServer[];
  readonly unreadable: readonly number[];
}

/** How every line of ours begins. */
const BEGINNING = '{"time":';

/**
 * Takes a report file apart. Lines that are not ours are told, and the rest is read all the same; so is a line that was
 * appended to one of which only a part could be written.
 */
export function readReport(text: string): ReadReport {
  const tasks: FinishedTask[] = [];
  const servers: TasklessServer[] = [];
  const unreadable: number[] = [];
  const note = (line: string): boolean => {
    const value = parseJson(line);
    const task = finishedTaskSchema.safeParse(value);
    const server = tasklessServerSchema.safeParse(value);
    if (task.success) {
      tasks.push(task.data);
    } else if (server.success) {
      servers.push(server.data);
    }
    return task.success || server.success;
  };
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() !== "" && !note(line)) {
      unreadable.push(index + 1);
      const last = line.lastIndexOf(BEGINNING);
      if (last > 0) {
        note(line.slice(last));
      }
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
