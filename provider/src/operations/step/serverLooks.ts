import type { Cloud } from "../../client/cloud";
import type { Server } from "../../client/ecs/serverWire";
import { showServer } from "../../client/ecs/showServer";
import { ServerLists } from "./serverLists";
import { withinStep, type StepLimits } from "./withinStep";

/** Servers that are asked for one by one at the same time. */
const ALONE = 4;

interface Ask {
  serverId: string;
  limits: StepLimits;
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
  readonly #lists: ServerLists;

  constructor(private readonly cloud: Cloud) {
    this.#lists = new ServerLists(cloud);
  }

  /** A server as ECS describes it, from a request sent after this call. Throws what ShowServer throws. */
  ask(serverId: string, limits: StepLimits): Promise<Server> {
    const asked = new Promise<Server>((resolve, reject) => {
      this.#waiting.push({ serverId, limits, resolve, reject });
      // A moment later, so that those who ask together are seen together.
      this.cloud.runtime.startTimer(0, () => this.#next());
    });
    return withinStep(asked, limits, `ECS to show server ${serverId}`);
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#busy < ALONE) {
      const crowd = this.#lists.worth(this.#waiting.length);
      const asks = this.#waiting.splice(0, Math.max(1, crowd));
      this.#busy += 1;
      void (crowd > 0 ? this.#list(asks) : this.#showEach(asks)).finally(() => {
        this.#busy -= 1;
        this.#next();
      });
    }
  }

  async #showEach(asks: readonly Ask[]): Promise<void> {
    await Promise.all(
      asks.map(({ serverId, limits: { deadlineMs, signal }, resolve, reject }) =>
        showServer(this.cloud, serverId, { deadlineMs, signal }).then(resolve, reject),
      ),
    );
  }

  async #list(asks: readonly Ask[]): Promise<void> {
    const found = await this.#lists.find(asks.map(({ serverId }) => serverId)).catch(() => new Map<string, Server>());
    const missing = asks.filter((ask) => {
      const server = found.get(ask.serverId);
      if (server !== undefined) {
        ask.resolve(server);
      }
      return server === undefined;
    });
    await this.#showEach(missing);
  }
}
