import { z } from "zod";
import { placeOf } from "./finishedTask";

/** A line of the report file: a server of a fleet for which a run has seen no task of ours end. Holds no secret. */
export const tasklessServerSchema = z.object({
  /** When the run ended, ISO 8601 UTC by the service's clock. */
  time: z.iso.datetime(),
  serverId: z.string(),
  serverName: z.string().optional(),
  keyPairName: z.string(),
  /**
   * `settled`: it is as it is to be, bound or let go; `refused` before anything was posted, or `failed` without a task that tells why;
   * `waiting` for a task that has not ended; `notBegun`.
   */
  outcome: z.enum(["settled", "refused", "failed", "waiting", "notBegun"]),
  code: z.string().optional(),
  /** Why it is so, where that is known. */
  message: z.string().optional(),
  urn: z.string().optional(),
  stack: z.string().optional(),
  /** The Pulumi project. */
  project: z.string().optional(),
});

export type TasklessServer = z.infer<typeof tasklessServerSchema>;

/** What is reported of such a server. `urn` is that of the fleet. */
export function tasklessServer(
  server: Omit<TasklessServer, "urn" | "stack" | "project" | "code" | "message" | "serverName">,
  told: Partial<Record<"serverName" | "code" | "message", string | undefined>>,
  urn: string | undefined,
): TasklessServer {
  const { serverName, code, message } = told;
  return {
    ...server,
    ...(serverName === undefined ? {} : { serverName }),
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...placeOf(urn),
  };
}
