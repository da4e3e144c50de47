import { z } from "zod";
import { strategies } from "./strategy";

/** The first message to a waiting client. */
export const waitingOrder = z.object({
  strategy: z.enum(strategies),
  timeScale: z.number(),
  tasks: z.number(),
  config: z.record(z.string(), z.string()),
});

/** Every message after it: a task whose POST has been acknowledged. */
export const postedTask = z.object({ taskId: z.string(), serverId: z.string() });

/** What the client says once it is ready. */
export const ready = "ready";

/** What the client says at the end. `endedAt` is monotonic ms of the machine by task id, `cpuMs` its CPU time meanwhile. */
export const waitingResult = z.object({ endedAt: z.record(z.string(), z.number()), cpuMs: z.number() });

export type WaitingOrder = z.infer<typeof waitingOrder>;
export type WaitingResult = z.infer<typeof waitingResult>;
