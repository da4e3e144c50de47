import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import { deleteFailedTask } from "../../../provider/src/client/kps/deleteFailedTask";
import { disassociateKeyPair } from "../../../provider/src/client/kps/disassociateKeyPair";
import { listFailedTasks } from "../../../provider/src/client/kps/listFailedTasks";
import { listRunningTasks } from "../../../provider/src/client/kps/listRunningTasks";
import { showTask } from "../../../provider/src/client/kps/showTask";
import type { kpsTaskSamples } from "../samples/kpsTaskSamples";
import { sampleNames } from "../samples/sampleNames";
import type { Decoding } from "./decoding";

const { task, failedTask, server, otherServer, keyPair, newKeyPair, privateKey, password } = sampleNames;
const byKey = { type: "keypair", key: privateKey } as const;
const byPassword = { type: "password", key: password } as const;
const page = { limit: 1000, offset: 0 };

/** What the provider sends; the emulator serves the others as well. */
type DecodedTaskSample = Exclude<keyof typeof kpsTaskSamples, "BatchAssociateKeypair" | "DeleteAllFailedTask">;

/** KPS: tasks. */
export const kpsTaskDecodings: Record<DecodedTaskSample, Decoding> = {
  ListKeypairTask: {
    call: (cloud) => showTask(cloud, { taskId: task, serverId: server }),
    value: { taskId: task, serverId: server, taskStatus: "RUNNING_REPLACE" },
  },
  ListRunningTask: {
    call: (cloud) => listRunningTasks(cloud, page),
    value: {
      total: 1,
      tasks: [
        {
          taskId: task,
          operateType: "RUNNING_RESET",
          taskTime: Date.UTC(2023, 10, 14, 22, 13, 20),
          serverName: "web-1",
          serverId: server,
          keyPairName: keyPair,
        },
      ],
      unreadable: [],
    },
  },
  ListFailedTask: {
    call: (cloud) => listFailedTasks(cloud, page),
    value: {
      total: 1,
      tasks: [
        {
          taskId: failedTask,
          operateType: "FAILED_REPLACE",
          taskTime: Date.UTC(2023, 10, 14, 22, 18, 20),
          errorMessage: "Update public key error",
          serverName: "web-1",
          serverId: server,
          keyPairName: keyPair,
        },
      ],
      unreadable: [],
    },
  },
  DeleteFailedTask: { call: (cloud) => deleteFailedTask(cloud, failedTask), value: undefined },
  "AssociateKeypair by private key": {
    call: (cloud) =>
      associateKeyPair(cloud, {
        keyPairName: newKeyPair,
        server: { id: server, auth: byKey, disablePassword: true, port: 22 },
      }),
    value: { taskId: task },
  },
  "AssociateKeypair by password, every field answered": {
    call: (cloud) => associateKeyPair(cloud, { keyPairName: newKeyPair, server: { id: server, auth: byPassword } }),
    value: { taskId: task },
  },
  "AssociateKeypair of a stopped server": {
    call: (cloud) => associateKeyPair(cloud, { keyPairName: newKeyPair, server: { id: otherServer } }),
    value: { taskId: task },
  },
  DisassociateKeypair: {
    call: (cloud) => disassociateKeyPair(cloud, { server: { id: server, auth: byKey } }),
    value: { taskId: task },
  },
  "DisassociateKeypair with a port": {
    call: (cloud) => disassociateKeyPair(cloud, { server: { id: server, auth: byKey, port: 22 } }),
    value: { taskId: task },
  },
};
