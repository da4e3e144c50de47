import type { Cloud } from "../../client/cloud";
import { listDmsTasks } from "../../client/dms/listDmsTasks";
import { listServers } from "../../client/ecs/listServers";
import { showServer } from "../../client/ecs/showServer";
import { listProjects } from "../../client/iam/listProjects";
import { listFailedTasks } from "../../client/kps/listFailedTasks";
import { listKeyPairs } from "../../client/kps/listKeyPairs";
import { listRunningTasks } from "../../client/kps/listRunningTasks";
import { showKeyPair } from "../../client/kps/showKeyPair";
import { showTask } from "../../client/kps/showTask";
import type { CallOptions } from "../../transport/callOptions";

/** A request that only reads, and the permission it needs. */
export interface ReadProbe {
  readonly service: "KPS" | "ECS" | "IAM" | "DMS";
  /** The API's own name of it. */
  readonly operation: string;
  readonly action: string;
  /** What a person cannot do without it. */
  readonly without: string;
  readonly send: (cloud: Cloud, options: CallOptions) => Promise<unknown>;
}

/** An id and a name that nothing has: an answer that says so was given to somebody who may ask. */
const nobody = "00000000-0000-4000-8000-000000000000";
const noName = "huaweicloud-kps-doctor-asks-for-no-key-pair";

/** Every read of the provider and the command line. */
export const readProbes: readonly ReadProbe[] = [
  {
    service: "KPS",
    operation: "ListRunningTask",
    action: "kps::getRunningTask",
    without: "no change can be made safely: running tasks are not seen",
    send: (cloud, options) => listRunningTasks(cloud, { limit: 1 }, options),
  },
  {
    service: "KPS",
    operation: "ListFailedTask",
    action: "kps::getFailedTask",
    without: "a failed task cannot be explained",
    send: (cloud, options) => listFailedTasks(cloud, { limit: 1 }, options),
  },
  {
    service: "KPS",
    operation: "ListKeypairTask",
    action: "kps::getTask",
    without: "the end of a task is not seen",
    send: (cloud, options) => showTask(cloud, { taskId: nobody }, options),
  },
  {
    service: "KPS",
    operation: "ListKeypairs",
    action: "kps:SSHKeyPair:list",
    without: "key pairs cannot be listed",
    send: (cloud, options) => listKeyPairs(cloud, { limit: 1 }, options),
  },
  {
    service: "KPS",
    operation: "ListKeypairDetail",
    action: "kps:SSHKeyPair:get",
    without: "a key pair cannot be compared with the program",
    send: (cloud, options) => showKeyPair(cloud, noName, options),
  },
  {
    service: "ECS",
    operation: "ShowServer",
    action: "ecs:cloudServers:get",
    without: "bindings are not verified, and a stopped server is not told from a running one",
    send: (cloud, options) => showServer(cloud, nobody, options),
  },
  {
    service: "ECS",
    operation: "ListServersDetails",
    action: "ecs:cloudServers:list",
    without: "servers that use a key pair are not seen before it is deleted",
    send: (cloud, options) => listServers(cloud, { limit: 1 }, options),
  },
  {
    service: "DMS",
    operation: "ListBackgroundTasks",
    action: "dms:instance:getBackgroundTask",
    without: "background tasks of DMS are not seen; of no matter without DmsTaskGate",
    send: (cloud, options) => listDmsTasks(cloud, nobody, { limit: 1 }, options),
  },
  {
    service: "IAM",
    operation: "KeystoneListProjects",
    action: "iam:projects:listProjects",
    without: "the project must be given by its id",
    send: (cloud, options) => listProjects(cloud.iam, { name: cloud.region }, options),
  },
];
