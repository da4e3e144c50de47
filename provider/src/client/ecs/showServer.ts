import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { pathSegment } from "../wire/pathSegment";
import { jsonOf } from "../wire/readers";
import { serverOf, serverWire } from "./serverWire";
import type { Server } from "./serverWire";

const wire = z.object({ server: serverWire });

/**
 * One server (ECS ShowServer).
 * @throws ServiceError (404 when there is no such server, 403 without permission), TransportError
 */
export async function showServer(cloud: Cloud, serverId: string, options?: CallOptions): Promise<Server> {
  const { server } = await cloud.ecs.send(
    {
      operation: "ShowServer",
      method: "GET",
      path: `/v1/${cloud.projectId}/cloudservers/${pathSegment("server id", serverId)}`,
      repeat: "safe",
      read: jsonOf(wire),
    },
    options,
  );
  return serverOf(server);
}
