import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { pathSegment } from "../wire/pathSegment";
import { requireSameId } from "../wire/echo";
import { serverOf, serverWire } from "./serverWire";
import type { Server } from "./serverWire";

const wire = z.object({ server: serverWire });

/**
 * One server (ECS ShowServer).
 * @throws ServiceError (404 when there is no such server, 403 without permission), TransportError (kind
 * "unreadable" for an answer about another server)
 */
export async function showServer(cloud: Cloud, serverId: string, options?: CallOptions): Promise<Server> {
  const { server } = await cloud.ecs.send(
    {
      operation: "ShowServer",
      method: "GET",
      path: `/v1/${cloud.projectId}/cloudservers/${pathSegment("server id", serverId)}`,
      repeat: "safe",
      read: (reply) => {
        const answer = wire.parse(reply.json());
        requireSameId("server", serverId, answer.server.id);
        return answer;
      },
    },
    options,
  );
  return serverOf(server);
}
