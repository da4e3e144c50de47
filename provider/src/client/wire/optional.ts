import { z } from "zod";

/** A text that may be missing, null or empty; all three mean "none". */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => (value === null || value === "" ? undefined : value));

/** A count or code written as a number or as a decimal string. */
export const decimal = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

export const optionalDecimal = decimal.nullish().transform((value) => value ?? undefined);
