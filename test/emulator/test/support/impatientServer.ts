import type { AddressInfo } from "node:net";
import { buildServer, type Patience } from "../../src/http/buildServer";
import { Routes } from "../../src/http/routes";
import { openDesk } from "../../src/openDesk";
import { operations } from "../../src/services/operations";
import { machineSurroundings } from "../../src/surroundings";

/** The HTTP side of an emulator with an empty world. */
export interface ImpatientServer {
  url: string;
  close(): Promise<void>;
}

/** Starts one that waits for its senders as long as told. */
export async function startImpatientServer(patience: Patience): Promise<ImpatientServer> {
  const closing = new AbortController();
  const desk = openDesk({}, machineSurroundings, closing.signal);
  const server = buildServer(desk, new Routes(operations), patience);
  await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: async () => {
      closing.abort();
      await server.close();
    },
  };
}
