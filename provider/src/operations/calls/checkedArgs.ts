import { z } from "zod";
import { parseDuration } from "../../model/duration";
import { parseIsoTime } from "../../model/isoTime";
import { RefusedError } from "../step/refusedError";

/** A moment: a Date, or an ISO time with its zone. */
const moment = z.union(
  [
    z.date(),
    z
      .string()
      .refine((text) => parseIsoTime(text) !== undefined)
      .transform((text) => new Date(parseIsoTime(text) ?? NaN)),
  ],
  "must be a Date, or an ISO time with its zone such as 2026-11-21T08:00:00Z",
);

const text = z.string("must be a text").min(1, "must not be empty");

const timeout = z
  .string('give a duration such as "30m", "90s" or "1h30m"')
  .refine((given) => parseDuration(given) !== undefined, 'give a duration such as "30m", "90s" or "1h30m"')
  .optional();

const taskFilter = z.strictObject({
  serverId: text.optional(),
  keyPairName: text.optional(),
  operation: z
    .enum(["BIND", "RESET", "REPLACE", "UNBIND"], 'must be "BIND", "RESET", "REPLACE" or "UNBIND"')
    .optional(),
  since: moment.optional(),
  before: moment.optional(),
});

/** The arguments of each function. What it does not have is refused: a misspelt condition could delete too much. */
export const argsSchemas = {
  getTask: z.strictObject({ taskId: text }),
  listRunningTasks: taskFilter,
  listFailedTasks: taskFilter,
  deleteFailedTask: z.strictObject({ taskId: text }),
  deleteFailedTasks: taskFilter,
  waitForTask: z.strictObject({ taskId: text, timeout }),
  waitForServerIdle: z.strictObject({ serverId: text, timeout }),
  listKeyPairs: z.strictObject({}),
  getKeyPair: z.strictObject({ name: text }),
  listDmsTasks: z.strictObject({
    instanceId: text,
    since: moment.optional(),
    until: moment.optional(),
    names: z.array(text, "must be a list of texts").optional(),
    paging: z.enum(["auto", "start", "offset"], 'must be "auto", "start" or "offset"').optional(),
  }),
  getDmsTask: z.strictObject({ instanceId: text, taskId: text }),
  deleteDmsTask: z.strictObject({ instanceId: text, taskId: text }),
} as const;

/**
 * Arguments that fit the schema of a function; one that is null is not set.
 * @throws RefusedError naming the argument and what is wrong
 */
export function checkedArgs<Name extends keyof typeof argsSchemas>(
  name: Name,
  args: unknown,
): z.infer<(typeof argsSchemas)[Name]> {
  const result = argsSchemas[name].safeParse(withoutNulls(args));
  if (result.success) {
    return result.data as z.infer<(typeof argsSchemas)[Name]>;
  }
  throw new RefusedError(
    `${name}: the arguments cannot be used`,
    result.error.issues.flatMap(faultsOf).map((fault) => ["argument", fault] as const),
    "correct the arguments named above; nothing was sent",
  );
}

function faultsOf(issue: z.core.$ZodIssue): string[] {
  return issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => `${key} is no argument of this function: check the spelling`)
    : [`${issue.path.map(String).join(".")}: ${issue.message}`];
}

function withoutNulls(args: unknown): unknown {
  return typeof args === "object" && args !== null
    ? Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null))
    : args;
}
