import { jsonType } from "../../http/jsonType";
import { KeptPages } from "../../http/keptPages";
import type { Answer, Operation } from "../../http/operation";
import type { Server } from "../../world/server";
import type { World } from "../../world/world";
import { invalidRequest } from "./ecsRefusal";
import { ServerRecords } from "./serverRecords";

const records = new ServerRecords();
const pages = new KeptPages();

/**
 * GET /v1/{project_id}/cloudservers/detail: `offset` is a page number (0 and 1 are the first), `limit` 1 to 1000. With
 * `server_id` those servers and nothing else counts.
 */
export const listServersDetails: Operation = {
  name: "ListServersDetails",
  method: "GET",
  path: "/v1/:project_id/cloudservers/detail",
  service: "ecs",
  quota: "ecs",
  run({ world, query }) {
    const limit = readNumber(query, "limit", 25);
    const page = Math.max(1, readNumber(query, "offset", 1));
    if (limit < 1 || limit > 1000) {
      throw invalidRequest("limit is not between 1 and 1000");
    }
    const ids = query.getAll("server_id").flatMap((text) => text.split(","));
    if (ids.length > 0 && world.settings.quirks.serverIdFilter === "applied") {
      const entries = ids.map((id) => {
        const server = world.servers.get(id);
        return server === undefined ? unknownServer(id) : records.write(world, server);
      });
      return answer(world, query, entries.length, entries);
    }
    const name = query.get("name") ?? "";
    const status = query.get("status");
    const { count, servers } = find(world, { name, status, from: (page - 1) * limit, limit });
    const entries = servers.map((server) => records.write(world, server));
    return answer(world, query, count, entries);
  },
};

function answer(world: World, query: URLSearchParams, count: number, entries: readonly Buffer[]): Answer {
  return {
    status: 200,
    headers: { "content-type": jsonType },
    body: pages.write(world, query.toString(), `{"count":${count},"servers":[`, entries, "]}"),
  };
}

/** Of a server that does not exist the list shows the id that was asked for and nothing else. */
function unknownServer(id: string): Buffer {
  return Buffer.from(JSON.stringify({ id, fault: null, name: null, status: null, key_name: null, metadata: null }));
}

interface Wanted {
  name: string;
  status: string | null;
  from: number;
  limit: number;
}

/** One page of the servers that fit, and how many fit in all. */
function find({ servers: all }: World, { name, status, from, limit }: Wanted): { count: number; servers: Server[] } {
  const every = name === "" && status === null;
  const servers: Server[] = [];
  let count = 0;
  for (const server of all.values()) {
    if (every || (server.name.includes(name) && (status === null || server.status === status))) {
      if (count >= from && servers.length < limit) {
        servers.push(server);
      }
      count += 1;
    }
    // What comes after the page need not be looked at to be counted.
    if (every && servers.length === limit) {
      break;
    }
  }
  return { count: every ? all.size : count, servers };
}

function readNumber(query: URLSearchParams, name: string, absent: number): number {
  const text = query.get(name) ?? String(absent);
  if (!/^\d{1,9}$/.test(text)) {
    throw invalidRequest(`${name} is not a whole number`);
  }
  return Number(text);
}
