import { connect, createServer, type Socket } from "node:net";

/** Passes TCP connections on to one address of this machine and counts them. */
export interface TcpProxy {
  readonly url: string;
  /** Connections so far, those that are closed included. */
  readonly opened: number;
  /** Resolves when no connection is open. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1, in front of the server at `target`. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { port: targetPort } = new URL(target);
  const open = new Set<Socket>();
  const waiting = new Set<() => void>();
  let opened = 0;
  const server = createServer((socket) => {
    const other = connect(Number(targetPort), "127.0.0.1");
    opened += 1;
    open.add(socket);
    socket.pipe(other).pipe(socket);
    const end = (): void => {
      socket.destroy();
      other.destroy();
      open.delete(socket);
      if (open.size === 0) {
        waiting.forEach((resolve) => resolve());
        waiting.clear();
      }
    };
    [socket, other].forEach((each) => each.once("error", end).once("close", end));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    get opened() {
      return opened;
    },
    idle: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.add(resolve))),
    close: async () => {
      open.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
