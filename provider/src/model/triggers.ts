import { z } from "zod";

/**
 * Values of the program's own, as an input: a change of them is a wish to do it again. They have to be what state can hold,
 * which is JSON: a number that is none there would keep the engine from writing down what was done.
 */
export const triggersSchema = z.array(
  z.unknown().refine(isFinite, "holds NaN or Infinity, which state cannot hold; give it as text"),
);

function isFinite(value: unknown): boolean {
  return typeof value === "number"
    ? Number.isFinite(value)
    : typeof value !== "object" || value === null || Object.values(value).every(isFinite);
}
