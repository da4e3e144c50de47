import type { World } from "../world/world";
import { newHostKey } from "./hostKey";
import type { Ssh2 } from "./loadSsh2";
import { Machine } from "./machine";
import { serveConnection } from "./serveConnection";
import { SshEndpoint } from "./sshEndpoint";

/** One SSH endpoint for each server. It lives as long as its server, so the port stays while the server is stopped. */
export class SshEndpoints {
  /** All endpoints show the same one. */
  readonly hostKey = newHostKey();
  private readonly endpoints = new Map<string, SshEndpoint>();
  private readonly pending = new Set<Promise<unknown>>();
  private closed = false;

  /**
   * @param host address to listen on
   * @param openedAtOnce how many endpoints a start or a reset opens at most. Ten thousand take seconds, because the
   * system has to search for free ports, and come close to what one process may have open.
   */
  constructor(
    private readonly ssh2: Ssh2,
    private readonly world: World,
    private readonly host: string,
    private readonly openedAtOnce = 2000,
  ) {
    world.afterDue = () => this.dropUnreachable();
  }

  /** Begins to open the endpoint of a server that has none. */
  open(id: string): void {
    if (this.closed || this.endpoints.has(id)) {
      return;
    }
    const machine = new Machine(this.world, id);
    const endpoint = new SshEndpoint(this.host, (socket) => serveConnection(this.ssh2, socket, this.hostKey, machine));
    this.endpoints.set(id, endpoint);
    this.track(endpoint.opened.catch((error: unknown) => this.giveUp(id, endpoint, error)));
  }

  /** Ends every connection to a server that takes none any more. */
  dropUnreachable(): void {
    for (const [id, endpoint] of this.endpoints) {
      if (endpoint.connections > 0 && new Machine(this.world, id).server() === undefined) {
        endpoint.drop();
      }
    }
  }

  /**
   * Ends every connection, closes the endpoints of servers that are gone and begins to open those of new ones, the
   * first ones if there are very many.
   */
  restart(): void {
    for (const [id, endpoint] of this.endpoints) {
      endpoint.drop();
      if (!this.world.servers.has(id)) {
        this.endpoints.delete(id);
        this.track(endpoint.close());
      }
    }
    for (const id of this.world.servers.keys()) {
      if (this.endpoints.size >= this.openedAtOnce) {
        break;
      }
      this.open(id);
    }
  }

  /** The port of a server's endpoint, undefined while it cannot be connected to. */
  portOf(id: string): number | undefined {
    return this.endpoints.get(id)?.port;
  }

  /**
   * Waits until everything begun has been opened or closed.
   *
   * @throws Error why an endpoint cannot be opened
   */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  /** Ends every connection at once and closes all endpoints. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.endpoints.values()].map((endpoint) => endpoint.close()));
    await Promise.allSettled(this.pending);
  }

  private giveUp(id: string, endpoint: SshEndpoint, error: unknown): never {
    if (this.endpoints.get(id) === endpoint) {
      this.endpoints.delete(id);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the SSH endpoint of server ${id} cannot be opened: ${reason}`, { cause: error });
  }

  /** Whoever waits hears of a failure; it is no failure of the process when nobody does. */
  private track(work: Promise<unknown>): void {
    this.pending.add(work);
    const done = (): void => void this.pending.delete(work);
    void work.then(done, done);
  }
}
