import { z } from "zod";
import { authSchema } from "../auth";
import type { FleetResult } from "./fleetResult";
import { timeoutsSchema } from "../timeouts";

const entry = z.looseObject({
  serverId: z.string(),
  auth: authSchema.optional().catch(undefined),
  port: z.number().optional(),
});

const result = z.looseObject({
  phase: z.enum(["bound", "waiting", "failed", "notBegun", "leaving", "unbound", "gone"]),
  keyPairName: z.string(),
  operation: z.enum(["BIND", "RESET", "REPLACE", "UNBIND"]).optional(),
  taskId: z.string().optional(),
  startedAt: z.string().optional(),
  seconds: z.number().optional(),
  failure: z
    .looseObject({
      message: z.string(),
      code: z.string().optional(),
      refused: z.literal(true).optional(),
      match: z.literal("probable").optional(),
    })
    .optional(),
  record: z.record(z.string(), z.unknown()).optional(),
}) satisfies z.ZodType<FleetResult>;

/** What state holds of a fleet, read leniently: state of every release must stay readable. */
export const fleetStateSchema = z.looseObject({
  servers: z.array(z.union([z.string(), entry])).optional(),
  keyPairName: z.string().optional(),
  keyPairFingerprint: z.string().optional(),
  auth: authSchema.optional().catch(undefined),
  onDelete: z.enum(["auto", "unbind", "retain"]).optional(),
  failedTasks: z.enum(["keep", "deleteOwn"]).optional(),
  verify: z.enum(["auto", "none"]).optional(),
  timeouts: timeoutsSchema.optional().catch(undefined),
  results: z.record(z.string(), result).default({}),
  publicKeys: z.record(z.string(), z.string()).default({}),
  sharedTexts: z.array(z.string()).default([]),
  /** Ways in of earlier runs that may still be needed. */
  remembered: z
    .looseObject({ auth: authSchema.optional(), servers: z.array(entry).optional() })
    .optional()
    .catch(undefined),
  /** The secret that the marks of `triggers` are made with. */
  triggersKey: z.string().optional().catch(undefined),
  region: z.string().optional(),
  projectId: z.string().optional(),
});

/** What state holds of a fleet. */
export type FleetState = z.infer<typeof fleetStateSchema>;
