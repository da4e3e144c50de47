import type { SshEndpoints } from "../ssh/sshEndpoints";
import { dmsStatus } from "../world/dmsInstance";
import type { Settings } from "../world/settings";
import { statusWord, type Task } from "../world/task";
import type { World } from "../world/world";

/** A server as the state shows it. */
export interface ServerView {
  id: string;
  name: string;
  status: "ACTIVE" | "SHUTOFF";
  /** What the cloud has recorded; absent = none. */
  keyPairName?: string;
  image: string;
  hasPassword: boolean;
  /** Whether sshd accepts the password. */
  passwordLogin: boolean;
  port: number;
  sshPortOpen: boolean;
  /** Port of its SSH endpoint, once it can be connected to. Only with `ssh`. */
  sshPort?: number;
  authorizedKeysEdited: boolean;
  /** Type and base64 body of each key that opens the server. */
  authorizedKeys: string[];
}

/** A key pair as the state shows it. */
export interface KeyPairView {
  name: string;
  scope: "domain" | "user";
  userId: string;
  fingerprint: string;
  publicKey: string;
  description: string;
  /** Whether the service has the private key. */
  hosted: boolean;
}

/** A task as the state shows it. */
export interface TaskView {
  taskId: string;
  serverId: string;
  keyPairName: string;
  operation: string;
  taskStatus: string;
  /** Monotonic ms of the machine. */
  startedAt: number;
  endedAt?: number;
  errorCode?: string;
  errorMessage?: string;
  /** It disappeared as its script said. */
  vanished?: true;
}

/** A DMS instance as the state shows it. */
export interface DmsInstanceView {
  id: string;
  engine: string;
  tasks: { id: string; name: string; status: string; userName: string }[];
}

/** Everything there is. */
export interface State {
  servers: ServerView[];
  keyPairs: KeyPairView[];
  tasks: TaskView[];
  dmsInstances: DmsInstanceView[];
  settings: Settings;
  /** The host key of every SSH endpoint: type and base64 body. Only with `ssh`. */
  sshHostKey?: string;
}

/** The state of the world, without a secret. */
export function viewState(world: World, endpoints?: SshEndpoints): State {
  return {
    servers: [...world.servers.keys()].flatMap((id) => viewServer(world, id, endpoints) ?? []),
    keyPairs: [...world.keyPairs.values()].map((pair) => ({
      name: pair.name,
      scope: pair.scope,
      userId: pair.userId,
      fingerprint: pair.publicKey.fingerprint,
      publicKey: pair.publicKey.line,
      description: pair.description,
      hosted: pair.privateKey !== undefined,
    })),
    tasks: world.tasks.all().map((task) => viewTask(world, task)),
    dmsInstances: [...world.dmsInstances.keys()].flatMap((id) => viewDmsInstance(world, id) ?? []),
    settings: world.settings,
    ...(endpoints === undefined ? {} : { sshHostKey: endpoints.hostKey.publicKey }),
  };
}

/** @returns undefined when there is no such server */
export function viewServer(world: World, id: string, endpoints?: SshEndpoints): ServerView | undefined {
  const server = world.servers.get(id);
  if (server === undefined) {
    return undefined;
  }
  const view: ServerView = {
    id: server.id,
    name: server.name,
    status: server.status,
    image: server.image,
    hasPassword: server.hasPassword,
    passwordLogin: server.passwordLogin,
    port: server.port,
    sshPortOpen: server.sshPortOpen,
    authorizedKeysEdited: server.authorizedKeysEdited,
    authorizedKeys: [...server.authorizedKeys],
  };
  if (server.keyPairName !== "") {
    view.keyPairName = server.keyPairName;
  }
  const sshPort = endpoints?.portOf(id);
  if (sshPort !== undefined) {
    view.sshPort = sshPort;
  }
  return view;
}

/** @returns undefined when there is no such instance */
export function viewDmsInstance(world: World, id: string): DmsInstanceView | undefined {
  const instance = world.dmsInstances.get(id);
  const now = world.clock.now();
  return instance === undefined
    ? undefined
    : {
        id: instance.id,
        engine: instance.engine,
        tasks: [...instance.tasks.values()].map((task) => ({
          id: task.id,
          name: task.name,
          status: dmsStatus(task, now),
          userName: task.userName,
        })),
      };
}

function viewTask(world: World, task: Task): TaskView {
  return {
    taskId: task.taskId,
    serverId: task.serverId,
    keyPairName: task.keyPairName,
    operation: task.operation,
    taskStatus: statusWord(task, world.clock.now(), world.settings.quirks),
    startedAt: task.startedAt,
    ...(task.endedAt === undefined ? {} : { endedAt: task.endedAt }),
    ...(task.errorCode ? { errorCode: task.errorCode } : {}),
    ...(task.errorMessage === undefined ? {} : { errorMessage: task.errorMessage }),
    ...(task.phase === "vanished" ? { vanished: true } : {}),
  };
}
