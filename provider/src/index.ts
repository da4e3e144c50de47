export { deleteDmsTask, deleteDmsTaskOutput } from "./functions/deleteDmsTask";
export { deleteFailedTask, deleteFailedTaskOutput } from "./functions/deleteFailedTask";
export { deleteFailedTasks, deleteFailedTasksOutput } from "./functions/deleteFailedTasks";
export { getDmsTask, getDmsTaskOutput } from "./functions/getDmsTask";
export { getKeyPair, getKeyPairOutput, type KeyPairInfo } from "./functions/getKeyPair";
export { getTask, getTaskOutput, type TaskState } from "./functions/getTask";
export {
  eachDmsTask,
  listDmsTasks,
  listDmsTasksOutput,
  type DmsTaskArgs,
  type DmsTaskEntry,
  type DmsTaskInputs,
} from "./functions/listDmsTasks";
export {
  eachFailedTask,
  listFailedTasks,
  listFailedTasksOutput,
  type FailedTaskRecord,
} from "./functions/listFailedTasks";
export { eachKeyPair, listKeyPairs, listKeyPairsOutput, type KeyPairEntry } from "./functions/listKeyPairs";
export {
  eachRunningTask,
  listRunningTasks,
  listRunningTasksOutput,
  type ListedTask,
} from "./functions/listRunningTasks";
export type { SettingsArgs } from "./functions/settingsArgs";
export type { TaskFilterArgs, TaskFilterInputs } from "./functions/taskFilterArgs";
export type { WaitArgs } from "./functions/waitArgs";
export { waitForServerIdle, waitForServerIdleOutput } from "./functions/waitForServerIdle";
export { waitForTask, waitForTaskOutput } from "./functions/waitForTask";
export { DmsTaskGate, type DmsTaskGateArgs } from "./resources/dmsTaskGate";
export { KeyPair, type KeyPairArgs, type KeyProtectionArgs } from "./resources/keyPair";
export { KeyPairBinding, type AuthArgs, type KeyPairBindingArgs } from "./resources/keyPairBinding";
export type { TimeoutsArgs } from "./resources/timeouts";
