import { finishedTaskSchema, type FinishedTask } from "../../operations/report/finishedTask";

/** The lines of a report file, and the numbers (from 1) of those that are none. */
export interface ReadReport {
  readonly tasks: readonly FinishedTask[];
  readonly unreadable: readonly number[];
}

/** Takes a report file apart. Lines that are not ours are told, and the rest is read all the same. */
export function readReport(text: string): ReadReport {
  const tasks: FinishedTask[] = [];
  const unreadable: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") {
      continue;
    }
    const task = finishedTaskSchema.safeParse(parseJson(line));
    if (task.success) {
      tasks.push(task.data);
    } else {
      unreadable.push(index + 1);
    }
  }
  return { tasks, unreadable };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
