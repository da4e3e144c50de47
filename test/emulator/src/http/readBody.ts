import type { z } from "zod";

/**
 * Decodes a JSON body.
 *
 * @param refuse makes the service's own refusal from a sentence about what is wrong
 * @throws what `refuse` makes
 */
export function readBody<T>(body: Buffer, schema: z.ZodType<T>, refuse: (reason: string) => Error): T {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    throw refuse("the body is not JSON");
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw refuse(`${issue?.path.join(".") ?? ""} ${issue?.message ?? "is invalid"}`.trim());
  }
  return result.data;
}
