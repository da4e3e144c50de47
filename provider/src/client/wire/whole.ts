import { z } from "zod";

/** A whole number, or one written in decimal digits, that JavaScript holds to the unit. */
const whole = z
  .union([
    z.number(),
    z
      .string()
      .max(17)
      .regex(/^-?\d+$/)
      .transform(Number),
  ])
  .pipe(z.int());

/** How many there are: 0 or more. Anything else makes the answer unreadable. */
export const count = whole.pipe(z.number().min(0));

/** A count that may be missing, null or empty. */
export const optionalCount = orNone(count);

/** The number of a state, such as ECS's power state or the mask that says why a key pair is frozen; 32 bits. */
export const stateNumber = whole.pipe(
  z
    .number()
    .min(-(2 ** 31))
    .max(2 ** 32 - 1),
);

/** The number of a state that may be missing, null or empty: the API writes it as a text in some answers. */
export const optionalStateNumber = orNone(stateNumber);

/** A type of numbers, with undefined for what is missing, null or empty. */
export function orNone(type: z.ZodType<number>): z.ZodType<number | undefined> {
  return z
    .union([type, z.literal("")])
    .nullish()
    .transform((value) => (typeof value === "number" ? value : undefined));
}
