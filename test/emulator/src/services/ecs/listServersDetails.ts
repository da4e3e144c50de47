import type { Operation } from "../../http/operation";
import { invalidRequest } from "./ecsRefusal";
import { serverBody } from "./serverBody";

/** GET /v1/{project_id}/cloudservers/detail: `offset` is a page number (0 and 1 are the first), `limit` 1 to 1000. */
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
    const name = query.get("name") ?? "";
    const status = query.get("status");
    const found = [...world.servers.values()].filter(
      (server) => server.name.includes(name) && (status === null || server.status === status),
    );
    const servers = found.slice((page - 1) * limit, page * limit).map((server) => serverBody(world, server));
    return { status: 200, body: { count: found.length, servers } };
  },
};

function readNumber(query: URLSearchParams, name: string, absent: number): number {
  const text = query.get(name) ?? String(absent);
  if (!/^\d{1,9}$/.test(text)) {
    throw invalidRequest(`${name} is not a whole number`);
  }
  return Number(text);
}
