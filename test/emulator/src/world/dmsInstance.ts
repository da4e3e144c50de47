import { z } from "zod";

const word = z.enum(["CREATED", "EXECUTING", "SUCCESS", "FAILED", "CANCELLED", "DELETED"]);

const dmsTaskSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string(),
  status: word,
  params: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  userName: z.string().optional(),
  createdAt: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), { message: "is no time of ISO 8601" })
    .optional(),
  settlesAfterMs: z.number().min(0).optional(),
  settlesAs: word.optional(),
});

type DmsTaskPatch = z.output<typeof dmsTaskSchema>;

/** Creates an instance of DMS, or changes one. A task with the id of one that is there changes that. */
export const dmsInstancePatchSchema = z.strictObject({
  engine: z.enum(["kafka", "rabbitmq", "rocketmq"]).optional(),
  tasks: z.array(dmsTaskSchema).optional(),
});

export type DmsInstancePatch = z.output<typeof dmsInstancePatchSchema>;

/** A background task of an instance. */
export interface DmsTask {
  id: string;
  name: string;
  params: string;
  userName: string;
  status: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** When `status` was given, ms since 1970. */
  changedAt: number;
  /** Monotonic ms at which `status` becomes `settlesAs`. */
  settlesAt?: number;
  settlesAs: string;
  settledWall?: number;
}

export interface DmsInstance {
  id: string;
  engine: "kafka" | "rabbitmq" | "rocketmq";
  tasks: Map<string, DmsTask>;
}

/** A moment: monotonic ms, and ms since 1970. */
interface Moment {
  now: number;
  wall: number;
}

/** Merges a change into an instance; absent = a new one. */
export function patchDmsInstance(
  instance: DmsInstance | undefined,
  id: string,
  patch: DmsInstancePatch,
  time: Moment,
): DmsInstance {
  const merged = instance ?? { id, engine: "kafka", tasks: new Map<string, DmsTask>() };
  merged.engine = patch.engine ?? merged.engine;
  for (const task of patch.tasks ?? []) {
    merged.tasks.set(task.id, patchTask(merged.tasks.get(task.id), task, time));
  }
  return merged;
}

/** Only a new end may be scripted: an old one belongs to the status before. */
function patchTask(before: DmsTask | undefined, patch: DmsTaskPatch, { now, wall }: Moment): DmsTask {
  const { id, name, status, settlesAfterMs } = patch;
  const createdAt = patch.createdAt === undefined ? (before?.createdAt ?? wall) : Date.parse(patch.createdAt);
  const sameStatus = before === undefined || dmsStatus(before, now) === status;
  const changedAt = sameStatus ? (before === undefined ? createdAt : dmsChangedAt(before, now)) : wall;
  return {
    id,
    name,
    status,
    params: paramsText(patch.params) ?? before?.params ?? "{}",
    userName: patch.userName ?? before?.userName ?? "operator",
    createdAt,
    changedAt: Math.max(createdAt, changedAt),
    settlesAs: patch.settlesAs ?? "SUCCESS",
    ...(settlesAfterMs === undefined ? {} : { settlesAt: now + settlesAfterMs, settledWall: wall + settlesAfterMs }),
  };
}

function paramsText(params: DmsTaskPatch["params"]): string | undefined {
  return params === undefined || typeof params === "string" ? params : JSON.stringify(params);
}

/** The word a client reads at the moment `now` (monotonic ms). */
export function dmsStatus(task: DmsTask, now: number): string {
  return task.settlesAt !== undefined && now >= task.settlesAt ? task.settlesAs : task.status;
}

/** When that word became what it is, ms since 1970. */
export function dmsChangedAt(task: DmsTask, now: number): number {
  return task.settlesAt !== undefined && now >= task.settlesAt ? (task.settledWall ?? task.changedAt) : task.changedAt;
}
