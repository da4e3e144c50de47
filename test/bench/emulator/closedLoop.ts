import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { ReplyReader } from "./replyReader";

/** Connections that stay open, each with one request under way at most: the next is sent when a reply is complete. */
export class ClosedLoop {
  private constructor(
    private readonly sockets: readonly Socket[],
    private readonly request: Buffer,
    private readonly bodyBytes: number,
  ) {}

  /** @param bodyBytes what every reply's body has to have */
  static async open(port: number, connections: number, request: string, bodyBytes: number): Promise<ClosedLoop> {
    const sockets = Array.from({ length: connections }, () => connect({ port, host: "127.0.0.1", noDelay: true }));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    return new ClosedLoop(sockets, Buffer.from(request, "latin1"), bodyBytes);
  }

  /** Sends for so long and waits for the last replies. Returns how many came. */
  async run(ms: number): Promise<number> {
    const endMs = performance.now() + ms;
    const counts = await Promise.all(this.sockets.map((socket) => this.drive(socket, endMs)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  close(): void {
    this.sockets.forEach((socket) => socket.destroy());
  }

  private drive(socket: Socket, endMs: number): Promise<number> {
    const reader = new ReplyReader(this.bodyBytes);
    return new Promise((resolve, reject) => {
      let replies = 0;
      const leave = (): void => void socket.off("data", onData).off("close", onClose);
      const onClose = (): void => {
        leave();
        reject(new Error("the server ended a connection"));
      };
      const onData = (data: Buffer): void => {
        if (!reader.take(data)) {
          return;
        }
        replies += 1;
        if (performance.now() < endMs) {
          socket.write(this.request);
        } else {
          leave();
          resolve(replies);
        }
      };
      socket.on("data", onData).on("close", onClose);
      socket.write(this.request);
    });
  }
}
