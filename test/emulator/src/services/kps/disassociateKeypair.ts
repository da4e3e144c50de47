import { readBody } from "../../http/readBody";
import type { Operation } from "../../http/operation";
import { submitTask } from "../../world/submitTask";
import { accepted, disassociateSchema } from "./bindBodies";
import { parameterError } from "./kpsRefusal";

/** POST /keypairs/disassociate. */
export const disassociateKeypair: Operation = {
  name: "DisassociateKeypair",
  method: "POST",
  path: "/v3/:project_id/keypairs/disassociate",
  service: "kps",
  quota: "tasks",
  changes: true,
  run({ body, world, note }) {
    const { server } = readBody(body, disassociateSchema, parameterError);
    const keyPairName = world.servers.get(server.id)?.keyPairName ?? "";
    note({ serverId: server.id, ...(keyPairName === "" ? {} : { keyPairName }) });
    const task = submitTask(world, { serverId: server.id, auth: server.auth, port: server.port });
    note({ taskId: task.taskId });
    return accepted(world, task);
  },
};
