import { z } from "zod";

/** What the client is to do, as the only line on its standard input. */
export const soakOrders = z.object({
  config: z.record(z.string(), z.string()),
  serverIds: z.array(z.string()),
  auth: z.array(z.record(z.string(), z.string())),
  seconds: z.number(),
});
export type SoakOrders = z.infer<typeof soakOrders>;

/** A line of the client: what it holds between two rounds, or with `quiet` after a rest that closes its sockets. */
export const soakSample = z.object({
  atMs: z.number(),
  heapBytes: z.number(),
  descriptors: z.number(),
  quiet: z.boolean(),
  done: z.number(),
  unfinished: z.number(),
  troubles: z.array(z.string()),
});
export type SoakSample = z.infer<typeof soakSample>;
