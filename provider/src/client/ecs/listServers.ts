import { z } from "zod";
import type { CallOptions } from "../../transport/callOptions";
import type { Cloud } from "../cloud";
import { optionalCount } from "../wire/whole";
import { jsonOf, listBytes } from "../wire/readers";
import { judgedEntries } from "../wire/listAnswer";
import type { UnreadableEntry } from "../wire/listAnswer";
import { serverKeyOf, serverKeyWire } from "./serverKeyWire";
import type { ServerKey } from "./serverKeyWire";
import { serverOf, serverWire } from "./serverWire";
import type { Server } from "./serverWire";

/** Which servers to list. */
export interface ServerPage {
  /** Servers per page. */
  readonly limit?: number | undefined;
  /** Number of the page, counted from 1. */
  readonly offset?: number | undefined;
  /** These only, 100 at most. A service that does not know the parameter shows others. */
  readonly serverIds?: readonly string[];
}

/** `count` is the number of servers of the project, when the service tells it. */
export interface ServerList {
  readonly count?: number;
  /** Those of the page that can be read. */
  readonly servers: Server[];
  /** Servers on the page, readable or not. */
  readonly shown: number;
  /** Those whose key pair can be told, be everything else as odd as it may. */
  readonly keys: readonly ServerKey[];
  /** Those whose key pair cannot be told. */
  readonly unreadable: readonly UnreadableEntry[];
}

const wire = z.object({ count: optionalCount, servers: z.array(z.unknown()) });

/**
 * One page of the servers of the project, or those that are named (ECS ListServersDetails).
 * @throws ServiceError, TransportError
 */
export async function listServers(cloud: Cloud, page: ServerPage, options?: CallOptions): Promise<ServerList> {
  const list = await cloud.ecs.send(
    {
      operation: "ListServersDetails",
      method: "GET",
      path: `/v1/${cloud.projectId}/cloudservers/detail`,
      query: { limit: page.limit, offset: page.offset, server_id: page.serverIds?.join(",") },
      repeat: "safe",
      maxBytes: listBytes,
      read: jsonOf(wire),
    },
    options,
  );
  const keys = judgedEntries(serverKeyWire, list.servers);
  return {
    ...(list.count === undefined ? {} : { count: list.count }),
    servers: judgedEntries(serverWire, list.servers).readable.map(serverOf),
    shown: list.servers.length,
    keys: keys.readable.map(serverKeyOf),
    unreadable: keys.unreadable,
  };
}
