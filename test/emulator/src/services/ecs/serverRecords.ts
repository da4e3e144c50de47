import type { Server } from "../../world/server";
import { shownKeyName } from "../../world/shownKeyName";
import type { World } from "../../world/world";
import { serverBody } from "./serverBody";

/** A server as it was written last, and what of it can change. */
interface Written {
  name: string;
  status: string;
  image: string;
  keyName: string;
  unboundKeyName: string;
  json: Buffer;
}

/** Servers as JSON, written anew only when something in it has changed. */
export class ServerRecords {
  private readonly written = new WeakMap<Server, Written>();

  write(world: World, server: Server): Buffer {
    const { name, status, image } = server;
    const keyName = shownKeyName(world, server);
    const { unboundKeyName } = world.settings.quirks;
    const last = this.written.get(server);
    if (
      last?.keyName === keyName &&
      last.status === status &&
      last.name === name &&
      last.image === image &&
      last.unboundKeyName === unboundKeyName
    ) {
      return last.json;
    }
    const json = Buffer.from(JSON.stringify(serverBody(world, server)));
    this.written.set(server, { name, status, image, keyName, unboundKeyName, json });
    return json;
  }
}
