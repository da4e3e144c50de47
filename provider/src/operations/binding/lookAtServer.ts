import { isPermissionDenied, isServerNotFound } from "../../client/apiErrors";
import { powerOf, type ServerFacts } from "./serverFacts";
import type { StepContext } from "../step/stepContext";

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
    const server = await context.serverLooks.ask(serverId, context);
    return {
      known: true,
      power: powerOf(server.status),
      status: server.status,
      name: server.name,
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
