import { z } from "zod";
import { timeoutsSchema } from "./timeouts";

/** The SSH port of a server, as an input. */
export const portSchema = z.int("must be a whole number").min(1, "must be 1 to 65535").max(65535, "must be 1 to 65535");

/** Inputs that say how servers are bound and let go: those of one binding, and of a fleet for all its servers. */
export const bindingPolicies = {
  replaces: z.array(z.string().min(1)).optional(),
  disablePassword: z.boolean("must be true or false").optional(),
  onDelete: z.enum(["auto", "unbind", "retain"], 'must be "auto", "unbind" or "retain"').optional(),
  failedTasks: z.enum(["keep", "deleteOwn"], 'must be "keep" or "deleteOwn"').optional(),
  verify: z.enum(["auto", "none"], 'must be "auto" or "none"').optional(),
  triggers: z.array(z.unknown()).optional(),
  timeouts: timeoutsSchema.optional(),
};
