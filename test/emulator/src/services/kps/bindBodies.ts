import { z } from "zod";
import type { Answer } from "../../http/operation";
import type { Task } from "../../world/task";
import type { World } from "../../world/world";

const authSchema = z.object({ type: z.enum(["password", "keypair"]).optional(), key: z.string().optional() });

const serverSchema = z.object({
  id: z.string().min(1),
  auth: authSchema.nullish().transform((auth) => auth ?? undefined),
  disable_password: z.boolean().optional(),
  port: z.number().int().min(1).max(65_535).optional(),
});

/** Body of an associate request. */
export const associateSchema = z.object({ keypair_name: z.string().min(1), server: serverSchema });

export type AssociateBody = z.output<typeof associateSchema>;

/** Body of a disassociate request. */
export const disassociateSchema = z.object({ server: serverSchema });

/** The answer to an accepted associate or disassociate request. */
export function accepted(world: World, task: Task): Answer {
  const { associateStatus, associateBody } = world.settings.quirks;
  const full = { task_id: task.taskId, server_id: task.serverId, status: "SUCCESS" };
  return { status: associateStatus, body: associateBody === "full" ? full : { task_id: task.taskId } };
}
