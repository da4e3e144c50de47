import type { Operation } from "../../http/operation";
import { Refusal } from "../../refusal";
import { answeredAbout } from "../../world/answeredAbout";
import { findServer } from "./ecsRefusal";
import { serverBody } from "./serverBody";

/** GET /v1/{project_id}/cloudservers/{server_id}. */
export const showServer: Operation = {
  name: "ShowServer",
  method: "GET",
  path: "/v1/:project_id/cloudservers/:server_id",
  service: "ecs",
  quota: "ecs",
  run({ world, params }) {
    const asked = findServer(world, params["server_id"] ?? "");
    const other = world.settings.quirks.answersAbout === "otherServer";
    return { status: 200, body: { server: serverBody(world, answeredAbout(asked, world.servers.values(), other)) } };
  },
};

/** GET /v2.1/{project_id}/servers/{server_id}. */
export const novaShowServer: Operation = {
  name: "NovaShowServer",
  method: "GET",
  path: "/v2.1/:project_id/servers/:server_id",
  service: "nova",
  quota: "ecs",
  run({ world, params }) {
    const id = params["server_id"] ?? "";
    const server = world.servers.get(id);
    if (server === undefined) {
      throw new Refusal(404, { itemNotFound: { code: 404, message: `Instance ${id} could not be found.` } });
    }
    return { status: 200, body: { server: serverBody(world, server) } };
  },
};
