import { jsonType } from "../../http/jsonType";
import type { Answer, SignedCall } from "../../http/operation";
import { KeptPages } from "../../http/keptPages";
import type { Quirks } from "../../world/quirks";
import type { Task } from "../../world/task";
import type { World } from "../../world/world";
import { parameterError } from "./kpsRefusal";

const mostPerPage = 1000;

interface Written {
  quirks: Quirks;
  record: Buffer;
}

/** Answers with one page of a task list: `limit` (default 1000, more is cut to that) and `offset` count records. */
export class TaskPages {
  /** Entries do not change while the quirks stay, and a list is read far more often than a task changes lists. */
  private readonly written = new WeakMap<Task, Written>();
  private readonly pages = new KeptPages();

  constructor(private readonly show: (world: World, task: Task) => object) {}

  answer({ query, world }: SignedCall, tasks: readonly Task[]): Answer {
    const { pageCap, listTotal } = world.settings.quirks;
    const most = pageCap === 0 ? mostPerPage : Math.min(pageCap, mostPerPage);
    const limit = Math.min(readCount(query, "limit", mostPerPage), most);
    const offset = readCount(query, "offset", 0);
    const records = tasks.slice(offset, offset + limit).map((task) => this.write(world, task));
    const total = totalField(listTotal, tasks.length, records.length);
    return {
      status: 200,
      headers: { "content-type": jsonType },
      body: this.pages.write(world, `${offset} ${limit}`, `{${total}"tasks":[`, records, "]}"),
    };
  }

  private write(world: World, task: Task): Buffer {
    const { quirks } = world.settings;
    const before = this.written.get(task);
    if (before?.quirks === quirks) {
      return before.record;
    }
    const record = Buffer.from(JSON.stringify(this.show(world, task)));
    this.written.set(task, { quirks, record });
    return record;
  }
}

/** The beginning of a page that says how many records there are. */
function totalField(quirk: Quirks["listTotal"], all: number, onPage: number): string {
  const totals = { right: all, page: onPage, short: Math.max(0, all - 1), long: all + 1 };
  return quirk === "omitted" ? "" : `"total":${totals[quirk]},`;
}

/** What both lists say about a task. */
export function listEntry(world: World, task: Task, list: "RUNNING" | "FAILED"): Record<string, unknown> {
  const { listTaskId, replaceListsKeyPair, taskTimeUnit, failedTaskTime } = world.settings.quirks;
  const old = replaceListsKeyPair === "old" && task.previousKeyPair !== "" ? task.previousKeyPair : task.keyPairName;
  const time =
    failedTaskTime === "start"
      ? task.startedWall
      : task.startedWall + ((task.endedAt ?? task.startedAt) - task.startedAt);
  return {
    task_id: listTaskId === "server" ? task.serverId : task.taskId,
    operate_type: operateType(world, task, list),
    task_time: timeText(taskTimeUnit, time),
    server_name: task.serverName,
    server_id: task.serverId,
    keypair_name: old,
  };
}

function timeText(unit: Quirks["taskTimeUnit"], ms: number): string {
  const whole = String(Math.floor(ms));
  return { ms: whole, s: String(Math.floor(ms / 1000)), ns: `${whole}000000`, beyond: "1e300" }[unit];
}

function operateType(world: World, task: Task, list: "RUNNING" | "FAILED"): string {
  const words = {
    status: `${list}_${task.operation}`,
    failed: `FAILED_${task.operation}`,
    reset: "RUNNING_RESET",
    phase: list,
  };
  return words[world.settings.quirks.operateType];
}

function readCount(query: URLSearchParams, name: string, absent: number): number {
  const text = query.get(name);
  if (text === null || text === "") {
    return absent;
  }
  if (!/^\d{1,9}$/.test(text)) {
    throw parameterError(`${name} is not a whole number`);
  }
  return Number(text);
}
