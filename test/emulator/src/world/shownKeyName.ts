import type { Server } from "./server";
import type { World } from "./world";

/** The key_name ECS shows for a server at this moment; empty = none. */
export function shownKeyName(world: World, server: Server): string {
  if (world.settings.quirks.keyNameChanges === "atStart") {
    const task = world.tasks.openOn(server.id).find((one) => one.beginsAt !== undefined);
    if (task !== undefined) {
      return task.operation === "UNBIND" ? "" : task.keyPairName;
    }
  }
  // Most servers were never stale, and long lists are made of them: they need no look at the clock.
  return server.staleUntil > 0 && world.clock.now() < server.staleUntil ? server.staleKeyName : server.keyPairName;
}
