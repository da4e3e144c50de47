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

/** Creates an instance of DMS, or changes one. Tasks replace those with the same id. */
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

/** Merges a change into an instance; absent = a new one. */
export function patchDmsInstance(
  instance: DmsInstance | undefined,
  id: string,
  patch: DmsInstancePatch,
  time: { now: number; wall: number },
): DmsInstance {
  const merged = instance ?? { id, engine: "kafka", tasks: new Map<string, DmsTask>() };
  merged.engine = patch.engine ?? merged.engine;
  for (const task of patch.tasks ?? []) {
    const settled =
      task.settlesAfterMs === undefined
        ? {}
        : { settlesAt: time.now + task.settlesAfterMs, settledWall: time.wall + task.settlesAfterMs };
    merged.tasks.set(task.id, {
      id: task.id,
      name: task.name,
      params: typeof task.params === "string" ? task.params : JSON.stringify(task.params ?? {}),
      userName: task.userName ?? "operator",
      status: task.status,
      createdAt: task.createdAt === undefined ? time.wall : Date.parse(task.createdAt),
      settlesAs: task.settlesAs ?? "SUCCESS",
      ...settled,
    });
  }
  return merged;
}

/** The word a client reads at the moment `now` (monotonic ms). */
export function dmsStatus(task: DmsTask, now: number): string {
  return task.settlesAt !== undefined && now >= task.settlesAt ? task.settlesAs : task.status;
}
