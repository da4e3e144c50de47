import type * as pulumi from "@pulumi/pulumi";
import type { Operation } from "../model/operation";

/** Which tasks are wanted; what is left out does not matter. The filtering is done here: the service cannot filter. */
export interface TaskFilterArgs {
  /** Tasks of this ECS server. */
  serverId?: string | undefined;
  /** Tasks of this key pair. */
  keyPairName?: string | undefined;
  /** By the list's `operate_type`; an entry whose type names no operation (`RUNNING`) does not match. */
  operation?: Operation | undefined;
  /** Tasks of this time or later: a Date, or an ISO time with its zone. */
  since?: Date | string | undefined;
  /** Tasks from before this time. */
  before?: Date | string | undefined;
}

/** The same with inputs of a program. */
export type TaskFilterInputs = { [Key in keyof TaskFilterArgs]?: pulumi.Input<TaskFilterArgs[Key]> };
