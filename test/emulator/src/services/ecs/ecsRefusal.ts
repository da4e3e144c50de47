import { Refusal } from "../../refusal";
import type { Server } from "../../world/server";
import type { World } from "../../world/world";

/** A refusal in the form of ECS. */
export function ecsRefusal(status: number, code: string, message: string): Refusal {
  return new Refusal(status, { error: { code, message } });
}

/** 400 for a request ECS cannot read. */
export function invalidRequest(reason: string): Refusal {
  return ecsRefusal(400, "Ecs.0005", `Invalid request: ${reason}`);
}

/** @throws Refusal 404 Ecs.0114 */
export function findServer(world: World, id: string): Server {
  const server = world.servers.get(id);
  if (server === undefined) {
    throw ecsRefusal(404, "Ecs.0114", `Instance[${id}] could not be found.`);
  }
  return server;
}
