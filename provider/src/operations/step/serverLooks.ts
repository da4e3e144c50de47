import type { Cloud } from "../../client/cloud";
import { listServers } from "../../client/ecs/listServers";
import type { Server } from "../../client/ecs/serverWire";
import { showServer } from "../../client/ecs/showServer";
import { withinStep, type StepLimits } from "./withinStep";

/** Servers that are asked for one by one at the same time. */
const ALONE = 4;
/** From so many waiting on, a list is tried. */
const CROWD = 8;
/** Asks that a page of the list has to spare, as reading a hundred servers takes time as well. */
const ASKS_A_PAGE = 2;
/** Servers on a page: their descriptions are long, and a page has to stay well below the limit of a body. */
const PAGE = 100;

interface Ask {
  serverId: string;
  resolve: (server: Server) => void;
  reject: (error: unknown) => void;
}

/**
 * Looks of one cloud at its servers. A few are asked for one by one; when many wait, one list that is sent after they
 * asked serves them all. Whom the list does not show, or when it fails, is asked for alone: only that answer counts.
 */
export class ServerLooks {
  #waiting: Ask[] = [];
  #busy = 0;
  /** Pages that the whole list has, as far as one has told. */
  #pages = 1;

  constructor(private readonly cloud: Cloud) {}

  /** A server as ECS describes it, from a request sent after this call. Throws what ShowServer throws. */
  ask(serverId: string, limits: StepLimits): Promise<Server> {
    const asked = new Promise<Server>((resolve, reject) => {
      this.#waiting.push({ serverId, resolve, reject });
      // A moment later, so that those who ask together are seen together.
      this.cloud.runtime.startTimer(0, () => this.#next());
    });
    return withinStep(asked, limits, `ECS to show server ${serverId}`);
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#busy < ALONE) {
      const crowd = this.#waiting.length >= Math.max(CROWD, this.#pages * ASKS_A_PAGE);
      const asks = this.#waiting.splice(0, crowd ? this.#waiting.length : 1);
      this.#busy += 1;
      void (asks.length > 1 ? this.#list(asks) : this.#showEach(asks)).finally(() => {
        this.#busy -= 1;
        this.#next();
      });
    }
  }

  async #showEach(asks: readonly Ask[]): Promise<void> {
    await Promise.all(asks.map((ask) => showServer(this.cloud, ask.serverId).then(ask.resolve, ask.reject)));
  }

  async #list(asks: readonly Ask[]): Promise<void> {
    const found = await this.#listed(asks).catch(() => new Map<string, Server>());
    const missing = asks.filter((ask) => {
      const server = found.get(ask.serverId);
      if (server !== undefined) {
        ask.resolve(server);
      }
      return server === undefined;
    });
    await this.#showEach(missing);
  }

  /** The servers that are asked for, as far as lists show them with fewer requests than they are themselves. */
  async #listed(asks: readonly Ask[]): Promise<Map<string, Server>> {
    const wanted = new Set(asks.map(({ serverId }) => serverId));
    const found = new Map<string, Server>();
    for (let page = 1; page < asks.length && found.size < wanted.size; page += 1) {
      const {
        count = 0,
        servers,
        shown,
      } = await listServers(this.cloud, { limit: PAGE, offset: page }, { attempts: 1 });
      for (const server of servers.filter(({ id }) => wanted.has(id))) {
        found.set(server.id, server);
      }
      this.#pages = Math.ceil(count / PAGE);
      if (shown < PAGE || asks.length < this.#pages * ASKS_A_PAGE) {
        break;
      }
    }
    return found;
  }
}
