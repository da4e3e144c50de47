import "../supportedNode";
export {
  deleteDmsTask,
  deleteDmsTaskOutput,
  eachDmsTask,
  getDmsTask,
  getDmsTaskOutput,
  listDmsTasks,
  listDmsTasksOutput,
} from "../functions/dmsTasks";
export type { DmsTaskArgs, DmsTaskInputs } from "../functions/dmsTasks";
export {
  deleteFailedTask,
  deleteFailedTaskOutput,
  deleteFailedTasks,
  deleteFailedTasksOutput,
  eachFailedTask,
  listFailedTasks,
  listFailedTasksOutput,
} from "../functions/failedTasks";
export type { FunctionOptions, ProviderOptions } from "../functions/functionOptions";
export { eachKeyPair, getKeyPair, getKeyPairOutput, listKeyPairs, listKeyPairsOutput } from "../functions/keyPairs";
export { eachRunningTask, listRunningTasks, listRunningTasksOutput } from "../functions/runningTasks";
export type { TaskFilterArgs, TaskFilterInputs } from "../functions/taskFilterArgs";
export {
  getTask,
  getTaskOutput,
  waitForServerIdle,
  waitForServerIdleOutput,
  waitForTask,
  waitForTaskOutput,
} from "../functions/tasks";
export type { WaitArgs } from "../functions/waitArgs";
export type { Algorithm } from "../model/algorithm";
export type { Attempt, BindingPhase, TaskFailure } from "../model/bindingRecord";
export type { DmsTaskEntry } from "../model/dmsTaskEntry";
export type { FleetCounts, FleetFailure, FleetPhase, FleetResult, FleetServerPhase } from "../model/fleet/fleetResult";
export type { FunctionResults } from "../model/functionResults";
export type { GateCounts, GatePhase, GateTask } from "../model/gateRecord";
export type { KeyPairEntry, KeyPairInfo } from "../model/keyPairEntries";
export type { Operation } from "../model/operation";
export type { AssumeRoleArgs, EndpointsArgs, SettingsArgs } from "../model/settingsArgs";
export type { FailedTaskRecord, ListedTask, TaskState } from "../model/taskEntries";
export type { DmsTaskGateArgs } from "../resources/dmsTaskGate";
export type { KeyPairArgs, KeyProtectionArgs } from "../resources/keyPair";
export type { AuthArgs, KeyPairBindingArgs } from "../resources/keyPairBinding";
export type { FleetServerArgs, KeyPairFleetArgs } from "../resources/keyPairFleet";
export type { ProviderArgs } from "../resources/provider";
export type { TimeoutsArgs } from "../resources/timeouts";
export { DmsTaskGate, KeyPair, KeyPairBinding, KeyPairFleet, Provider } from "./resources";
