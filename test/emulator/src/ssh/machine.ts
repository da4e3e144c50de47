import type { Server } from "../world/server";
import type { World } from "../world/world";
import { runLine, type Answer } from "./runLine";

/** A server as somebody meets it who connects to it, looked up anew each time. */
export class Machine {
  constructor(
    private readonly world: World,
    private readonly id: string,
  ) {}

  /** The server as it is now; undefined when it takes no connections: gone, stopped, or its port is closed. */
  server(): Server | undefined {
    this.world.advance();
    const server = this.world.servers.get(this.id);
    return server?.status === "ACTIVE" && server.sshPortOpen ? server : undefined;
  }

  /**
   * What the server would answer to a line typed by root.
   *
   * @param before status of the line before
   * @returns undefined when the server takes no connections any more
   */
  run(line: string, before: number): Answer | undefined {
    const server = this.server();
    return server === undefined
      ? undefined
      : runLine(
          line,
          {
            hostname: hostnameOf(server),
            authorizedKeys: server.authorizedKeys.map((body) => this.world.keyLine(body)),
          },
          before,
        );
  }

  /** What a terminal shows in front of a line. */
  prompt(): string {
    const server = this.server();
    return server === undefined ? "" : `root@${hostnameOf(server)}:~# `;
  }
}

function hostnameOf(server: Server): string {
  return server.name === "" ? server.id : server.name;
}
