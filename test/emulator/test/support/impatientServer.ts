import type { AddressInfo } from "node:net";
import { Gatekeeper } from "../../src/http/authenticate";
import { buildServer, type Patience } from "../../src/http/buildServer";
import { Faults } from "../../src/http/faults";
import { Quota } from "../../src/http/quota";
import { RequestLog } from "../../src/http/requestLog";
import { operations } from "../../src/services/operations";
import { machineClock } from "../../src/world/clock";
import { Identities } from "../../src/world/identities";
import { seededRandom } from "../../src/world/random";
import { defaultSettings } from "../../src/world/settings";
import { World } from "../../src/world/world";

/** The HTTP side of an emulator with an empty world. */
export interface ImpatientServer {
  url: string;
  close(): Promise<void>;
}

/** Starts one that waits for its senders as long as told. */
export async function startImpatientServer(patience: Patience): Promise<ImpatientServer> {
  const closing = new AbortController();
  const world = new World({
    clock: machineClock,
    identities: new Identities("cn-north-4", seededRandom(1)),
    settings: defaultSettings,
    durations: seededRandom(2),
    ids: seededRandom(3),
  });
  const server = buildServer(
    {
      world,
      log: new RequestLog(),
      faults: new Faults(),
      quota: new Quota(),
      gatekeeper: new Gatekeeper(world),
      closing: closing.signal,
    },
    operations,
    "/_emulator",
    patience,
  );
  await server.listen({ host: "127.0.0.1", port: 0 });
  return {
    url: `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close: async () => {
      closing.abort();
      await server.close();
    },
  };
}
