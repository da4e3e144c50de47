import type { Sample } from "./sample";
import { sampleNames } from "./sampleNames";

const { task, failedTask, server, otherServer, keyPair, newKeyPair, privateKey, password } = sampleNames;

/** KPS: tasks, and the calls that start them. */
export const kpsTaskSamples = {
  ListKeypairTask: {
    operation: "ListKeypairTask",
    method: "GET",
    path: `/v3/{project_id}/tasks/${task}`,
    status: 200,
    response: { task_id: task, server_id: server, task_status: "RUNNING_REPLACE" },
  },
  ListRunningTask: {
    operation: "ListRunningTask",
    method: "GET",
    path: "/v3/{project_id}/running-tasks?limit=1000&offset=0",
    status: 200,
    response: {
      total: 1,
      tasks: [
        {
          task_id: task,
          operate_type: "RUNNING_RESET",
          task_time: "1700000000000",
          server_name: "web-1",
          server_id: server,
          keypair_name: keyPair,
        },
      ],
    },
  },
  ListFailedTask: {
    operation: "ListFailedTask",
    method: "GET",
    path: "/v3/{project_id}/failed-tasks?limit=1000&offset=0",
    status: 200,
    response: {
      total: 1,
      tasks: [
        {
          task_id: failedTask,
          operate_type: "FAILED_REPLACE",
          task_time: "1700000300000",
          task_error_code: null,
          task_error_msg: "Update public key error",
          server_name: "web-1",
          server_id: server,
          keypair_name: keyPair,
        },
      ],
    },
  },
  DeleteFailedTask: {
    operation: "DeleteFailedTask",
    method: "DELETE",
    path: `/v3/{project_id}/failed-tasks/${failedTask}`,
    status: 200,
  },
  DeleteAllFailedTask: {
    operation: "DeleteAllFailedTask",
    method: "DELETE",
    path: "/v3/{project_id}/failed-tasks",
    status: 200,
  },
  "AssociateKeypair by private key": {
    operation: "AssociateKeypair",
    method: "POST",
    path: "/v3/{project_id}/keypairs/associate",
    request: {
      keypair_name: newKeyPair,
      server: { id: server, auth: { type: "keypair", key: privateKey }, disable_password: true, port: 22 },
    },
    status: 202,
    response: { task_id: task },
  },
  "AssociateKeypair by password, every field answered": {
    operation: "AssociateKeypair",
    method: "POST",
    path: "/v3/{project_id}/keypairs/associate",
    request: { keypair_name: newKeyPair, server: { id: server, auth: { type: "password", key: password } } },
    status: 200,
    response: { task_id: task, server_id: server, status: "SUCCESS" },
  },
  "AssociateKeypair of a stopped server": {
    operation: "AssociateKeypair",
    method: "POST",
    path: "/v3/{project_id}/keypairs/associate",
    request: { keypair_name: newKeyPair, server: { id: otherServer } },
    status: 202,
    response: { task_id: task },
  },
  BatchAssociateKeypair: {
    operation: "BatchAssociateKeypair",
    method: "POST",
    path: "/v3/{project_id}/keypairs/batch-associate",
    request: {
      batch_keypairs: [
        { keypair_name: newKeyPair, server: { id: server, auth: { type: "password", key: password } } },
        { keypair_name: newKeyPair, server: { id: otherServer, auth: { type: "password", key: password } } },
      ],
    },
    status: 202,
    response: {
      tasks: [
        { task_id: task, server_id: server, status: "SUCCESS" },
        { server_id: otherServer, status: "Failed", error_code: "KPS.0002", error_msg: "参数错误" },
      ],
    },
  },
  DisassociateKeypair: {
    operation: "DisassociateKeypair",
    method: "POST",
    path: "/v3/{project_id}/keypairs/disassociate",
    request: { server: { id: server, auth: { type: "keypair", key: privateKey } } },
    status: 202,
    response: { task_id: task },
  },
  "DisassociateKeypair with a port": {
    operation: "DisassociateKeypair",
    method: "POST",
    path: "/v3/{project_id}/keypairs/disassociate",
    request: { server: { id: server, auth: { type: "keypair", key: privateKey }, port: 22 } },
    status: 202,
    response: { task_id: task },
  },
} as const satisfies Record<string, Sample>;
