import type { Operation } from "../../http/operation";
import { dmsRefusal, dmsTaskBody, findInstance } from "./dmsTasks";

/** GET /v2/{project_id}/instances/{instance_id}/tasks, paged by `start` (from 1) or `offset` (from 0). */
export const listBackgroundTasks: Operation = {
  name: "ListBackgroundTasks",
  method: "GET",
  path: "/v2/:project_id/instances/:instance_id/tasks",
  service: "dms",
  run({ world, params, query }) {
    const instance = findInstance(world, params["instance_id"] ?? "");
    const limit = readNumber(query, "limit", 10, 1, 100);
    const paging = world.settings.quirks.dmsPaging;
    const offset = paging === "start" ? 0 : readNumber(query, "offset", 0, 0);
    const start = paging === "offset" ? 1 : readNumber(query, "start", 1, 1);
    const begin = readTime(query, "begin_time", -Infinity);
    const end = readTime(query, "end_time", Infinity);
    const tasks = [...instance.tasks.values()].filter(({ createdAt }) => createdAt >= begin && createdAt <= end);
    const skipped = Math.max(offset, start - 1);
    const page = tasks.slice(skipped, skipped + limit).map((task) => dmsTaskBody(world, task));
    return { status: 200, body: { task_count: String(tasks.length), tasks: page } };
  },
};

function readTime(query: URLSearchParams, name: string, absent: number): number {
  const text = query.get(name);
  if (text === null) {
    return absent;
  }
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3T$4:$5:$6Z");
  const time = iso === text ? NaN : Date.parse(iso);
  if (Number.isNaN(time)) {
    throw invalid(name);
  }
  return time;
}

function readNumber(query: URLSearchParams, name: string, absent: number, least: number, most = 1e9): number {
  const text = query.get(name) ?? String(absent);
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    throw invalid(name);
  }
  return value;
}

function invalid(name: string): Error {
  return dmsRefusal(400, "DMS.00400002", `Invalid request parameter: ${name}.`);
}
