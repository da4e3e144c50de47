import { z } from "zod";
import { parseDuration } from "./duration";

/** How long create, update and delete may take when nothing is said, in ms. */
export const DEFAULT_TIMEOUT_MS = 30 * 60_000;

const duration = z
  .string('give a duration such as "30m", "90s" or "1h30m"')
  .refine((text) => parseDuration(text) !== undefined, 'give a duration such as "30m", "90s" or "1h30m"');

/** The `timeouts` input of every resource. */
export const timeoutsSchema = z.strictObject({
  create: duration.optional(),
  update: duration.optional(),
  delete: duration.optional(),
});

/** How long each step of a resource may take, as durations: "90s", "30m" (the default), "1h30m". */
export type Timeouts = z.infer<typeof timeoutsSchema>;

/** The time a step may take, in ms. */
export function timeoutMs(timeouts: Timeouts | undefined, step: keyof Timeouts): number {
  const text = timeouts?.[step];
  return (text === undefined ? undefined : parseDuration(text)) ?? DEFAULT_TIMEOUT_MS;
}
