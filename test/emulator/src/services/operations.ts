import type { Operation } from "../http/operation";
import { deleteBackgroundTask } from "./dms/deleteBackgroundTask";
import { listBackgroundTasks } from "./dms/listBackgroundTasks";
import { showBackgroundTask } from "./dms/showBackgroundTask";
import { listServersDetails } from "./ecs/listServersDetails";
import { serverAction } from "./ecs/serverAction";
import { showJob } from "./ecs/showJob";
import { novaShowServer, showServer } from "./ecs/showServer";
import { createTemporaryKey } from "./iam/createTemporaryKey";
import { createToken } from "./iam/createToken";
import { listAuthDomains } from "./iam/listAuthDomains";
import { listAuthProjects, listProjects } from "./iam/listProjects";
import { listUsers } from "./iam/listUsers";
import { validateToken } from "./iam/validateToken";
import { associateKeypair } from "./kps/associateKeypair";
import { batchAssociateKeypair } from "./kps/batchAssociateKeypair";
import { batchExportPrivateKey } from "./kps/batchExportPrivateKey";
import { batchImportKeypair } from "./kps/batchImportKeypair";
import { clearPrivateKey } from "./kps/clearPrivateKey";
import { createKeypair } from "./kps/createKeypair";
import { deleteAllFailedTask } from "./kps/deleteAllFailedTask";
import { deleteFailedTask } from "./kps/deleteFailedTask";
import { deleteKeypair } from "./kps/deleteKeypair";
import { disassociateKeypair } from "./kps/disassociateKeypair";
import { exportPrivateKey } from "./kps/exportPrivateKey";
import { importPrivateKey } from "./kps/importPrivateKey";
import { listFailedTask } from "./kps/listFailedTask";
import { listKeypairDetail } from "./kps/listKeypairDetail";
import { listKeypairs } from "./kps/listKeypairs";
import { listKeypairTask } from "./kps/listKeypairTask";
import { listRunningTask } from "./kps/listRunningTask";
import { updateKeypairDescription } from "./kps/updateKeypairDescription";

/** Every call the emulator answers. */
export const operations: Operation[] = [
  createToken,
  validateToken,
  listProjects,
  listAuthProjects,
  listAuthDomains,
  listUsers,
  createTemporaryKey,
  listKeypairTask,
  listRunningTask,
  listFailedTask,
  deleteFailedTask,
  deleteAllFailedTask,
  associateKeypair,
  batchAssociateKeypair,
  disassociateKeypair,
  createKeypair,
  listKeypairs,
  listKeypairDetail,
  updateKeypairDescription,
  deleteKeypair,
  importPrivateKey,
  exportPrivateKey,
  clearPrivateKey,
  batchImportKeypair,
  batchExportPrivateKey,
  showServer,
  listServersDetails,
  serverAction,
  showJob,
  novaShowServer,
  listBackgroundTasks,
  showBackgroundTask,
  deleteBackgroundTask,
];
