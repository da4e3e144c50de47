import type { z } from "zod";
import type { Reply } from "../../transport/serviceRequest";

/** Lists may be this large; everything else keeps to the transport's default. */
export const listBytes = 4 * 1024 * 1024;

/** Reads a JSON body by its schema. */
export function jsonOf<S extends z.ZodType>(schema: S): (reply: Reply) => z.output<S> {
  return (reply) => schema.parse(reply.json());
}

/** Ignores the body: the status said everything. */
export function nothing(): void {
  return;
}
