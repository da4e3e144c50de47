import { z } from "zod";

/** Ten digits are seconds: as milliseconds they would lie in the first months of 1970. */
const firstMillisecondValue = 100_000_000_000;

/** A time as the KPS APIs write it (ms or seconds since 1970, number or string) as ms since 1970. */
export const epochMs = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .transform((value) => (value < firstMillisecondValue ? value * 1000 : value));

/** A time that may be missing or null. */
export const optionalEpochMs = epochMs.nullish().transform((value) => value ?? undefined);
