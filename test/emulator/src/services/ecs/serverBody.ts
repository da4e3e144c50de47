import type { Server } from "../../world/server";
import { shownKeyName } from "../../world/shownKeyName";
import type { World } from "../../world/world";

/** A server as ECS and nova show it. */
export function serverBody(world: World, server: Server): Record<string, unknown> {
  const running = server.status === "ACTIVE";
  const name = shownKeyName(world, server);
  const createdAt = new Date(server.createdAt).toISOString();
  return {
    id: server.id,
    name: server.name,
    status: server.status,
    key_name: name === "" && world.settings.quirks.unboundKeyName === "null" ? null : name,
    tenant_id: world.identities.projectId,
    user_id: world.identities.users[0]?.id,
    created: createdAt,
    updated: createdAt,
    "OS-EXT-STS:vm_state": running ? "active" : "stopped",
    "OS-EXT-STS:task_state": null,
    "OS-EXT-STS:power_state": running ? 1 : 4,
    "OS-EXT-AZ:availability_zone": `${world.identities.region}a`,
    flavor: { id: "s6.small.1", name: "s6.small.1", vcpus: "1", ram: "1024", disk: "0" },
    image: { id: "99999999-9999-4999-8999-999999999999" },
    addresses: {},
    metadata: {
      os_type: /^windows/i.test(server.image) ? "Windows" : "Linux",
      image_name: server.image,
      "metering.imagetype": "gold",
    },
  };
}
