import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isoInput } from "../model/isoInput";
import { parseIsoTime } from "../model/isoTime";
import { RefusedError } from "../operations/step/refusedError";
import type { TaskFilter } from "../operations/lists/taskFilter";
import type { TaskFilterArgs, TaskFilterInputs } from "./taskFilterArgs";

/** A moment: a Date, or an ISO time with its zone. */
export const moment = z.union(
  [
    z.date(),
    z
      .string()
      .refine((text) => parseIsoTime(text) !== undefined)
      .transform((text) => new Date(parseIsoTime(text) ?? NaN)),
  ],
  "must be a Date, or an ISO time with its zone such as 2026-11-21T08:00:00Z",
);

const filterSchema = z.strictObject({
  serverId: z.string().min(1).optional(),
  keyPairName: z.string().min(1).optional(),
  operation: z
    .enum(["BIND", "RESET", "REPLACE", "UNBIND"], 'must be "BIND", "RESET", "REPLACE" or "UNBIND"')
    .optional(),
  since: moment.optional(),
  before: moment.optional(),
});

/** The filter that is meant. Throws RefusedError for a key or a value that a filter does not have: it may delete. */
export function taskFilter(functionName: string, args: TaskFilterArgs = {}): TaskFilter {
  return checkedArgs(functionName, filterSchema, args);
}

/** A filter whose times travel as text: the SDK makes empty objects of Dates. */
export function taskFilterInputs(args: TaskFilterInputs = {}): Omit<TaskFilterInputs, "since" | "before"> & {
  since: pulumi.Input<string> | undefined;
  before: pulumi.Input<string> | undefined;
} {
  return { ...args, since: isoInput(args.since), before: isoInput(args.before) };
}

/** Arguments that fit the schema. Throws RefusedError naming the argument and what is wrong. */
export function checkedArgs<T>(functionName: string, schema: z.ZodType<T>, args: unknown): T {
  const result = schema.safeParse(args);
  if (result.success) {
    return result.data;
  }
  throw new RefusedError(
    `${functionName}: the arguments cannot be used`,
    result.error.issues.map((issue) => ["argument", `${issue.path.map(String).join(".")}: ${issue.message}`] as const),
    "correct the arguments named above; nothing was sent",
  );
}
