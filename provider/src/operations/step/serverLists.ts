import type { Cloud } from "../../client/cloud";
import { listServers, type ServerList, type ServerPage } from "../../client/ecs/listServers";
import type { Server } from "../../client/ecs/serverWire";
import { isRefusal } from "../../tasks/pollTrouble";

/** Servers that are listed at once, which is as many as ECS lets be named: their descriptions are long. */
const PAGE = 100;
/** From so many asks on, a list of just these servers is tried, or one of the whole project. */
const CROWD = { byIds: 5, ofAll: 8 };
/** Asks that a page of the whole project has to spare, as reading a hundred servers takes time as well. */
const ASKS_A_PAGE = 2;

/**
 * Lists that stand in for looks at single servers: of just those, or of the whole project where the service cannot do
 * that; none once it has refused both.
 */
export class ServerLists {
  #way: "byIds" | "ofAll" | "none" = "byIds";
  /** Pages that the whole project has, as far as one has told. */
  #pages = 1;

  constructor(private readonly cloud: Cloud) {}

  /** How many of so many asks `find` is to be called for; 0 where single looks cost less. */
  worth(asks: number): number {
    switch (this.#way) {
      case "byIds":
        return asks < CROWD.byIds ? 0 : Math.min(asks, PAGE);
      case "ofAll":
        return asks < Math.max(CROWD.ofAll, this.#pages * ASKS_A_PAGE) ? 0 : asks;
      case "none":
        return 0;
    }
  }

  /** Those of the servers that lists show, with fewer requests than there are servers. Throws what a list throws. */
  find(serverIds: readonly string[]): Promise<Map<string, Server>> {
    return this.#way === "byIds" ? this.#findByIds(serverIds) : this.#findAmongAll(serverIds);
  }

  async #findByIds(serverIds: readonly string[]): Promise<Map<string, Server>> {
    const { servers, shown } = await this.#list({ limit: PAGE, serverIds }, "ofAll");
    const found = among(servers, serverIds);
    const understood = found.size === servers.length && (found.size > 0 || shown >= serverIds.length);
    if (!understood && this.#way === "byIds") {
      this.#way = "ofAll";
    }
    return found;
  }

  async #findAmongAll(serverIds: readonly string[]): Promise<Map<string, Server>> {
    const found = new Map<string, Server>();
    for (let page = 1; page < serverIds.length && found.size < serverIds.length; page += 1) {
      const { count = 0, servers, shown } = await this.#list({ limit: PAGE, offset: page }, "none");
      among(servers, serverIds).forEach((server, id) => found.set(id, server));
      this.#pages = Math.ceil(count / PAGE);
      if (shown < PAGE || serverIds.length < this.#pages * ASKS_A_PAGE) {
        break;
      }
    }
    return found;
  }

  async #list(page: ServerPage, otherwise: "ofAll" | "none"): Promise<ServerList> {
    try {
      return await listServers(this.cloud, page, { attempts: 1 });
    } catch (error) {
      if (isRefusal(error)) {
        this.#way = otherwise;
      }
      throw error;
    }
  }
}

function among(servers: readonly Server[], serverIds: readonly string[]): Map<string, Server> {
  const wanted = new Set(serverIds);
  return new Map(servers.filter(({ id }) => wanted.has(id)).map((server) => [server.id, server]));
}
