import { createServer, type Server, type Socket } from "node:net";

/** A port of the machine and the connections that came in by it. */
export class SshEndpoint {
  /** The port, once it can be connected to; rejects when none can be opened. */
  readonly opened: Promise<number>;
  private readonly listener: Server;
  private readonly sockets = new Set<Socket>();
  private listensOn: number | undefined;
  private closed = false;

  /**
   * Starts to listen on any free port.
   *
   * @param serve takes over each connection
   */
  constructor(host: string, serve: (socket: Socket) => void) {
    // An SSH conversation is many small writes, each of which would wait for the other side to acknowledge the last.
    this.listener = createServer({ noDelay: true }, (socket) => this.take(socket, serve));
    this.opened = new Promise((resolve, reject) => {
      this.listener.once("error", reject);
      this.listener.listen({ host, port: 0 }, () => {
        const address = this.listener.address();
        this.listensOn = typeof address === "object" ? address?.port : undefined;
        resolve(this.listensOn ?? 0);
      });
    });
    // A connection that cannot be accepted, for want of files for example, is its sender's loss.
    this.listener.on("error", () => undefined);
  }

  /** Undefined before it can be connected to, and after the end. */
  get port(): number | undefined {
    return this.closed ? undefined : this.listensOn;
  }

  /** How many are connected. */
  get connections(): number {
    return this.sockets.size;
  }

  /** Ends every connection at once and goes on listening. */
  drop(): void {
    for (const socket of this.sockets) {
      socket.destroy();
    }
  }

  /** Ends every connection at once and gives the port back. */
  async close(): Promise<void> {
    this.closed = true;
    this.drop();
    // To close what does not listen yet would not keep it from listening a moment later.
    await this.opened.catch(() => undefined);
    await new Promise<void>((done) => {
      this.listener.close(() => done());
    });
  }

  private take(socket: Socket, serve: (socket: Socket) => void): void {
    if (this.closed) {
      socket.destroy();
      return;
    }
    this.sockets.add(socket);
    socket.once("close", () => this.sockets.delete(socket));
    serve(socket);
  }
}
