import { isPermissionDenied, isServerNotFound } from "../../client/apiErrors";
import { ecsServerId } from "../../model/identifier";
import { powerOf, type ServerFacts } from "./serverFacts";
import { pause } from "../step/pause";
import type { StepContext } from "../step/stepContext";

/** Pauses before a server that is known to have been there is asked for again, in ms. */
const AGAIN_MS = [1_000, 2_000, 4_000];

/**
 * What ECS says of a server. A missing permission (403) is an answer: the server is unknown then. Only ECS's own
 * "server not found" means gone; every other error is thrown as it came.
 */
export async function lookAtServer(
  serverId: string,
  verify: "auto" | "none",
  context: Pick<StepContext, "cloud" | "serverLooks" | "deadlineMs" | "signal">,
): Promise<ServerFacts> {
  if (verify === "none") {
    return { known: false, why: 'verify is "none"' };
  }
  try {
    const server = await context.serverLooks.ask(ecsServerId(serverId), context);
    return {
      known: true,
      power: powerOf(server.status),
      status: server.status,
      name: server.name || undefined,
      keyPairName: server.keyName,
      createdAtMs: server.createdAtMs,
    };
  } catch (error) {
    if (isServerNotFound(error)) {
      return { known: "gone" };
    }
    if (isPermissionDenied(error)) {
      return { known: false, why: "the credentials may not read the server in ECS (403; needs ecs:cloudServers:get)" };
    }
    throw error;
  }
}

/**
 * The same for a server that is known to have been there: one "not found" may pass, so it counts only after it was asked for
 * again, as far as the step has time.
 */
export async function lookAtKnownServer(
  serverId: string,
  verify: "auto" | "none",
  context: StepContext,
): Promise<ServerFacts> {
  for (const ms of AGAIN_MS) {
    const seen = await lookAtServer(serverId, verify, context);
    const pauseMs = ms * context.timeScale;
    if (seen.known !== "gone" || context.monotonicMs() + pauseMs >= context.deadlineMs) {
      return seen;
    }
    await pause(pauseMs, `looking at server ${serverId} again, which ECS does not find`, context);
  }
  return lookAtServer(serverId, verify, context);
}
