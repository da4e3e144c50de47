import type { Server } from "../../world/server";
import { shownKeyName } from "../../world/shownKeyName";
import type { World } from "../../world/world";

/** A server as ECS and nova show it. */
export function serverBody(world: World, server: Server): Record<string, unknown> {
  const running = server.status === "ACTIVE";
  const name = shownKeyName(world, server);
  const createdAt = new Date(server.createdAt).toISOString().slice(0, 19);
  return {
    id: server.id,
    name: server.name,
    status: server.status,
    key_name: name === "" && world.settings.quirks.unboundKeyName === "null" ? null : name,
    tenant_id: world.identities.projectId,
    user_id: world.identities.users[0]?.id,
    created: `${createdAt}Z`,
    updated: `${createdAt}Z`,
    hostId: world.identities.projectId,
    "OS-EXT-STS:vm_state": running ? "active" : "stopped",
    "OS-EXT-STS:power_state": running ? 1 : 4,
    "OS-EXT-AZ:availability_zone": `${world.identities.region}a`,
    "OS-EXT-SRV-ATTR:hostname": server.name,
    "OS-EXT-SRV-ATTR:instance_name": `instance-${server.id.slice(0, 8)}`,
    "OS-SRV-USG:launched_at": `${createdAt}.000000`,
    "os-extended-volumes:volumes_attached": [{ id: server.id, device: "/dev/vda", delete_on_termination: "true" }],
    metadata: {
      os_type: /^windows/i.test(server.image) ? "Windows" : "Linux",
      image_name: server.image,
      "metering.imagetype": "gold",
    },
    // Documented fields that are the same for every server here.
    auto_terminate_time: "",
    host_status: "UP",
    accessIPv4: "",
    accessIPv6: "",
    addresses: {},
    config_drive: "",
    description: "",
    locked: false,
    tags: [],
    flavor: { id: "s6.small.1", name: "s6.small.1", vcpus: "1", ram: "1024", disk: "0" },
    image: { id: "99999999-9999-4999-8999-999999999999" },
    security_groups: [{ id: "88888888-8888-4888-8888-888888888888", name: "default" }],
    "OS-DCF:diskConfig": "MANUAL",
    "OS-EXT-SRV-ATTR:host": "emulator",
    "OS-EXT-SRV-ATTR:hypervisor_hostname": "emulator",
    "OS-EXT-SRV-ATTR:kernel_id": "",
    "OS-EXT-SRV-ATTR:launch_index": 0,
    "OS-EXT-SRV-ATTR:ramdisk_id": "",
    "OS-EXT-SRV-ATTR:root_device_name": "/dev/vda",
    "OS-EXT-STS:task_state": null,
    "OS-SRV-USG:terminated_at": null,
  };
}
