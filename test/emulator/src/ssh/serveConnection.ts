import type { Socket } from "node:net";
import type { Connection } from "ssh2";
import type { HostKey } from "./hostKey";
import type { Ssh2 } from "./loadSsh2";
import { answerLogin } from "./login";
import type { Machine } from "./machine";
import { serveSession } from "./serveSession";

/**
 * Speaks SSH over a connection that was just accepted. It lasts as long as the machine takes connections.
 *
 * @param machine the server at the other end
 */
export function serveConnection(ssh2: Ssh2, socket: Socket, hostKey: HostKey, machine: Machine): void {
  const drop = (): void => void socket.destroy();
  if (machine.server() === undefined) {
    drop();
    return;
  }
  // One for each connection: it does not tell which socket a connection came by.
  const server = new ssh2.Server({ hostKeys: [hostKey.privateKey], ident: "huaweicloud_kps_emulator" }, (connection) =>
    attend(ssh2, connection, machine, drop),
  );
  server.injectSocket(socket);
}

function attend(ssh2: Ssh2, connection: Connection, machine: Machine, drop: () => void): void {
  // Garbage, an unknown algorithm, a peer that went away: the connection ends by itself.
  connection.on("error", () => undefined);
  connection.on("authentication", (attempt) => {
    const server = machine.server();
    if (server === undefined) {
      drop();
    } else {
      answerLogin(ssh2, server, attempt);
    }
  });
  connection.on("session", (accept) => serveSession(accept(), machine, drop));
}
