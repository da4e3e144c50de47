import type { Operation } from "./operation";

/** An entry of the list of running tasks (ListRunningTask). Texts are empty where the service left them out. */
export interface ListedTask {
  /** `task_id`: the task's id, though the API page calls it the id of the VM. */
  readonly taskId: string;
  /** `operate_type` as the service writes it: `RUNNING_RESET`, `FAILED_RESET`, `RUNNING`. It does not tell the state. */
  readonly operateType: string;
  /** The operation that `operate_type` names, if it names one. */
  readonly operation?: Operation;
  /** `task_time`: when the task began, as far as the service tells. ISO 8601 UTC. */
  readonly taskTime?: string;
  /** `server_name`. */
  readonly serverName: string;
  /** `server_id`: the ECS server. */
  readonly serverId: string;
  /** `keypair_name`: the key pair the task binds or unbinds. */
  readonly keyPairName: string;
}

/** An entry of the list of failed tasks (ListFailedTask). */
export interface FailedTaskRecord extends ListedTask {
  /** `task_error_code`; undefined where the service gives null. */
  readonly errorCode?: string;
  /** `task_error_msg`: why the task failed, such as `Update public key error`. */
  readonly errorMessage?: string;
}

/** Where a task stands (ListKeypairTask). */
export interface TaskState {
  /** `task_id`. */
  readonly taskId: string;
  /** `server_id`: the ECS server the task works on; empty when the service left it out. */
  readonly serverId: string;
  /** `task_status` as the service writes it, such as `RUNNING_REPLACE`. */
  readonly taskStatus: string;
  /** Where it stands, by the first part of the status word. */
  readonly phase: "ready" | "running" | "success" | "failed" | "unrecognised";
  /** The second part of the status word: BIND, RESET, REPLACE or UNBIND. A replacement may end as `SUCCESS_RESET`. */
  readonly operation?: string;
  /** Why it failed, when it did and its record in the list of failed tasks is still there and may be read. */
  readonly failure?: FailedTaskRecord;
  /** Why `failure` is missing although there may be a record: a missing permission, by its IAM action, or a list that could not be read. */
  readonly failureUnknown?: string;
}
