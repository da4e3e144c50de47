import { z } from "zod";
import { readBody } from "../../http/readBody";
import type { Operation, SignedCall } from "../../http/operation";
import { KpsRefusal } from "../../refusal";
import { associate } from "./associateKeypair";
import { associateSchema, type AssociateBody } from "./bindBodies";
import { parameterError } from "./kpsRefusal";

const bodySchema = z.object({ batch_keypairs: z.array(associateSchema).min(1).max(10) });

/** POST /keypairs/batch-associate: one key pair for up to ten running servers without one; each is answered for itself. */
export const batchAssociateKeypair: Operation = {
  name: "BatchAssociateKeypair",
  method: "POST",
  path: "/v3/:project_id/keypairs/batch-associate",
  service: "kps",
  quota: "tasks",
  changes: true,
  run(call) {
    const { batch_keypairs: elements } = readBody(call.body, bodySchema, parameterError);
    if (new Set(elements.map((element) => element.keypair_name)).size > 1) {
      throw parameterError("all servers of a batch get the same key pair");
    }
    const tasks = elements.map((element) => answerFor(call, element));
    return { status: call.world.settings.quirks.associateStatus, body: { tasks } };
  },
};

function answerFor(call: SignedCall, element: AssociateBody): object {
  const facts = { serverId: element.server.id, keyPairName: element.keypair_name };
  try {
    checkServer(call, element.server.id);
    const task = associate(call, element, true);
    call.noteRow({ ...facts, taskId: task.taskId, accepted: true });
    return { task_id: task.taskId, server_id: task.serverId, status: "SUCCESS" };
  } catch (error) {
    if (!(error instanceof KpsRefusal)) {
      throw error;
    }
    call.noteRow({ ...facts, accepted: false });
    return {
      server_id: element.server.id,
      status: call.world.settings.quirks.batchStatusWord,
      error_code: error.code,
      error_msg: error.reason,
    };
  }
}

function checkServer({ world }: SignedCall, serverId: string): void {
  const server = world.servers.get(serverId);
  if (server !== undefined && (server.status !== "ACTIVE" || server.keyPairName !== "")) {
    throw parameterError("a batch binds running servers without a key pair only");
  }
}
