import { readBody } from "../../http/readBody";
import type { Operation, SignedCall } from "../../http/operation";
import { submitTask } from "../../world/submitTask";
import type { Task } from "../../world/task";
import { accepted, associateSchema, type AssociateBody } from "./bindBodies";
import { findKeyPair, parameterError } from "./kpsRefusal";

/** POST /keypairs/associate: binds, replaces or resets. */
export const associateKeypair: Operation = {
  name: "AssociateKeypair",
  method: "POST",
  path: "/v3/:project_id/keypairs/associate",
  service: "kps",
  quota: "tasks",
  changes: true,
  run(call) {
    const body = readBody(call.body, associateSchema, parameterError);
    call.note({ serverId: body.server.id, keyPairName: body.keypair_name });
    const task = associate(call, body);
    call.note({ taskId: task.taskId });
    return accepted(call.world, task);
  },
};

/**
 * Starts the task for one server.
 *
 * @throws Refusal
 */
export function associate(
  { world, principal }: SignedCall,
  { keypair_name, server }: AssociateBody,
  batch = false,
): Task {
  return submitTask(world, {
    serverId: server.id,
    keyPair: findKeyPair(world, principal, keypair_name),
    auth: server.auth,
    disablePassword: server.disable_password,
    port: server.port,
    batch,
  });
}
