import { z } from "zod";

/** The first message to the emulator's process: how many servers there are. */
export const emulatorOrder = z.object({ servers: z.number() });

/** What a bare server answers, by path and query; the only message to it. */
export const bareOrder = z.object({
  answers: z.array(z.object({ route: z.string(), url: z.string(), contentType: z.string(), body: z.string() })),
});

/** What it says once it listens. */
export const bareReady = z.object({ port: z.number() });

/** A message to the load generator: one request for each server, and how long to send it. */
export const loadOrder = z.object({
  targets: z.array(
    z.object({
      port: z.number(),
      /** The server's process, for its CPU time. */
      pid: z.number(),
      /** Bytes of the request. */
      request: z.string(),
      /** Bytes of the reply's body. */
      bodyBytes: z.number(),
    }),
  ),
  connections: z.number(),
  warmUpRounds: z.number(),
  rounds: z.number(),
  windowMs: z.number(),
});

/** What became of one target in one round. */
export const windowResult = z.object({
  replies: z.number(),
  seconds: z.number(),
  /** CPU time of the server meanwhile; null where the machine does not tell. */
  cpuSeconds: z.number().nullable(),
});

/** The load generator's answer: for each round one result per target, in the order of the targets. */
export const loadResult = z.array(z.array(windowResult));

/** The only message to the process that starts emulators: a seed file, and how often. */
export const startOrder = z.object({ file: z.string(), rounds: z.number() });

/** Its answer: ms of each round. */
export const startResult = z.array(
  z.object({ readTwiceMs: z.number(), emptyStartMs: z.number(), seedStartMs: z.number() }),
);

export type StartOrder = z.infer<typeof startOrder>;
export type StartResult = z.infer<typeof startResult>;
export type EmulatorOrder = z.infer<typeof emulatorOrder>;
export type BareOrder = z.infer<typeof bareOrder>;
export type LoadOrder = z.infer<typeof loadOrder>;
export type LoadResult = z.infer<typeof loadResult>;
export type WindowResult = z.infer<typeof windowResult>;
