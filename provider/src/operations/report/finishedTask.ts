import { z } from "zod";

/** Thirty years: what is longer makes times that no calendar has. */
const secondsSchema = z.number().nonnegative().max(1e9);

/** A line of the report file: one finished task of ours. Holds no secret. */
export const finishedTaskSchema = z.object({
  /** When its end was seen, ISO 8601 UTC by the service's clock. */
  time: z.iso.datetime(),
  operation: z.enum(["BIND", "RESET", "REPLACE", "UNBIND"]),
  serverId: z.string(),
  serverName: z.string().optional(),
  keyPairName: z.string(),
  taskId: z.string(),
  /** The service's own last word, such as `FAILED_BIND`. */
  taskStatus: z.string(),
  outcome: z.enum(["success", "failed"]),
  /** The service's error code, if it gave one. */
  code: z.string().optional(),
  /** Why the task failed, in the service's words. */
  message: z.string().optional(),
  /** From the POST to the end. */
  seconds: secondsSchema,
  /** For the request quota before the POST. */
  waitedSeconds: secondsSchema.optional(),
  urn: z.string().optional(),
  stack: z.string().optional(),
  /** The Pulumi project. */
  project: z.string().optional(),
  /** The service's id of the request that started the task, when this process sent it. */
  requestId: z.string().optional(),
});

export type FinishedTask = z.infer<typeof finishedTaskSchema>;

/** A task of ours, as far as the report tells of it. */
export interface ReportedTask extends Pick<FinishedTask, "operation" | "serverId" | "keyPairName" | "taskId"> {
  readonly requestId?: string | undefined;
  readonly serverName?: string | undefined;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
}

/** How it ended. */
export interface ReportedEnd {
  readonly end: "success" | "failed";
  readonly taskStatus: string;
  /** ISO 8601 UTC. */
  readonly finishedAt: string;
  readonly failure?: {
    readonly code?: string | undefined;
    readonly message: string;
    readonly serverName?: string | undefined;
  };
}

/** What is reported of a task that has ended. `urn` is that of the resource it was for. */
export function finishedTask(task: ReportedTask, end: ReportedEnd, urn: string | undefined): FinishedTask {
  const { failure } = end;
  const serverName = failure?.serverName ?? task.serverName;
  const message = failure?.message;
  return {
    time: end.finishedAt,
    operation: task.operation,
    serverId: task.serverId,
    ...(serverName === undefined ? {} : { serverName }),
    keyPairName: task.keyPairName,
    taskId: task.taskId,
    taskStatus: end.taskStatus,
    outcome: end.end,
    ...(failure?.code === undefined ? {} : { code: failure.code }),
    ...(message === undefined || message === "" ? {} : { message }),
    seconds: Math.max(0, Math.round((Date.parse(end.finishedAt) - Date.parse(task.startedAt)) / 100) / 10),
    ...placeOf(urn),
    ...(task.requestId === undefined ? {} : { requestId: task.requestId }),
  };
}

/** Stack and project stand in the URN: `urn:pulumi:<stack>::<project>::<type>::<name>`. */
export function placeOf(urn: string | undefined): Pick<FinishedTask, "urn" | "stack" | "project"> {
  if (urn === undefined || urn === "") {
    return {};
  }
  const [, stack, project] = /^urn:pulumi:(.*?)::(.*?)::/.exec(urn) ?? [];
  return { urn, ...(stack === undefined ? {} : { stack }), ...(project === undefined ? {} : { project }) };
}
