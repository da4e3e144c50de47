import { lookAtKnownServer } from "./lookAtServer";
import type { StepContext } from "../step/stepContext";

/** How long a stale `key_name` is looked at again, and how often, in ms. */
const PATIENCE_MS = 60_000;
const PACE_MS = 2_000;

/** What reading back showed: the server's record agrees, or it disagrees to the end, or why that could not be seen. */
export type ReadBack = { verified: true } | { verified: false; disagrees: boolean; why: string };

/**
 * Reads back, after a task's SUCCESS, which key pair ECS has on record for the server (`undefined`: none). The record
 * may lag behind the task, so it is looked at again for up to 60 s. Never throws: the change itself has succeeded.
 */
export async function readBackKeyPair(
  serverId: string,
  expected: string | undefined,
  verify: "auto" | "none",
  context: StepContext,
): Promise<ReadBack> {
  const until = Math.min(context.monotonicMs() + PATIENCE_MS * context.timeScale, context.deadlineMs);
  for (;;) {
    const seen = await lookOnce(serverId, expected, verify, context);
    const over = context.signal?.aborted === true || context.monotonicMs() + PACE_MS * context.timeScale > until;
    if (seen.verified || seen.final || over) {
      return seen;
    }
    // An interruption ends the looking: the next round sees that it is over.
    await context.sleep(PACE_MS * context.timeScale, context.signal).catch(() => undefined);
  }
}

async function lookOnce(
  serverId: string,
  expected: string | undefined,
  verify: "auto" | "none",
  context: StepContext,
): Promise<{ verified: true } | { verified: false; final: boolean; disagrees: boolean; why: string }> {
  try {
    const server = await lookAtKnownServer(serverId, verify, { ...context, serverLooks: context.readBacks });
    if (server.known === "gone") {
      return { verified: false, final: true, disagrees: false, why: "ECS no longer knows the server" };
    }
    if (!server.known) {
      return { verified: false, final: true, disagrees: false, why: server.why };
    }
    return server.keyPairName === expected
      ? { verified: true }
      : {
          verified: false,
          final: false,
          disagrees: true,
          why: `ECS still says "${server.keyPairName ?? "no key pair"}"`,
        };
  } catch (error) {
    return {
      verified: false,
      final: false,
      disagrees: false,
      why: error instanceof Error ? error.message : "ECS did not answer",
    };
  }
}
