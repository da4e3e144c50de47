import { z } from "zod";
import { readBody } from "../../http/readBody";
import type { Operation } from "../../http/operation";
import { submitPowerJob } from "../../world/job";
import { findServer, invalidRequest } from "./ecsRefusal";

const actionSchema = z.object({
  type: z.enum(["SOFT", "HARD"]).optional(),
  servers: z.array(z.object({ id: z.string().min(1) })).min(1),
});
const bodySchema = z.object({ "os-start": actionSchema.optional(), "os-stop": actionSchema.optional() });

/** POST /v1/{project_id}/cloudservers/action: starts or stops servers; the answer names the job. */
export const serverAction: Operation = {
  name: "BatchStopServers",
  nameOf: (body) => (body.includes('"os-start"') ? "BatchStartServers" : "BatchStopServers"),
  method: "POST",
  path: "/v1/:project_id/cloudservers/action",
  service: "ecs",
  quota: "ecs",
  changes: true,
  run({ world, body, noteRow }) {
    const actions = readBody(body, bodySchema, invalidRequest);
    const action = actions["os-start"] ?? actions["os-stop"];
    if (action === undefined || (actions["os-start"] !== undefined && actions["os-stop"] !== undefined)) {
      throw invalidRequest("one of os-start and os-stop is required");
    }
    const servers = action.servers.map(({ id }) => findServer(world, id));
    const job = submitPowerJob(world, actions["os-start"] === undefined ? "stopServer" : "startServer", servers);
    for (const server of servers) {
      noteRow({ serverId: server.id, accepted: true });
    }
    return { status: 200, body: { job_id: job.jobId } };
  },
};
