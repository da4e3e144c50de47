import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection on which a test says what it likes, and hears what comes back. */
export class RawConnection {
  private heard = "";

  private constructor(private readonly socket: Socket) {
    socket.setEncoding("latin1").on("data", (text: string) => (this.heard += text));
    // That the other side hangs up is what some tests are about.
    socket.on("error", () => undefined);
  }

  static async open(url: string): Promise<RawConnection> {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    await once(socket, "connect");
    return new RawConnection(socket);
  }

  /** Everything that came back so far. */
  get text(): string {
    return this.heard;
  }

  /** The status codes that came back so far, in their order. */
  get statuses(): number[] {
    return [...this.heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
  }

  get closed(): boolean {
    return this.socket.destroyed;
  }

  say(bytes: string | Buffer): void {
    if (!this.socket.destroyed) {
      this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
    }
  }

  /** Says no more, but still listens. */
  finish(): void {
    this.socket.end();
  }

  /** Resolves when the other side has ended the connection. */
  async ended(): Promise<void> {
    if (!this.socket.destroyed) {
      await once(this.socket, "close");
    }
  }

  /** Resolves when more has come; rejects when the connection ends before. */
  async more(): Promise<void> {
    if (this.closed) {
      throw new Error(`the connection had ended after ${this.heard}`);
    }
    const waiting = new AbortController();
    const { signal } = waiting;
    const closed = once(this.socket, "close", { signal }).then(() => {
      throw new Error(`the connection has ended after ${this.heard}`);
    });
    try {
      await Promise.race([once(this.socket, "data", { signal }), closed]);
    } finally {
      waiting.abort();
      await closed.catch(() => undefined);
    }
  }

  close(): void {
    this.socket.destroy();
  }
}
