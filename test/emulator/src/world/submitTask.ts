import { KpsRefusal } from "../refusal";
import type { KeyPair } from "./keyPair";
import type { KeyTools } from "./keyTools";
import { findObstacle, type Attempt } from "./obstacles";
import { newServer, type Server } from "./server";
import { beginTask } from "./settleTask";
import { batchDuration, documentedDuration, naturalWords, type Proof, type Task, type TaskOperation } from "./task";
import { taskIdForm } from "./taskIdForm";
import type { TaskScript } from "./taskScripts";
import type { World } from "./world";

/** An associate or disassociate request, decoded. */
export interface TaskRequest {
  serverId: string;
  /** The key pair to bind; absent = unbind. */
  keyPair?: KeyPair;
  auth?: { type?: "password" | "keypair" | undefined; key?: string | undefined } | undefined;
  disablePassword?: boolean | undefined;
  port?: number | undefined;
  /** Whether it is one of a batch, which takes longer. */
  batch?: boolean;
}

/**
 * Decides which operation a request asks for and starts its task.
 *
 * @throws Refusal 400 KPS.0002 when the quirks refuse the request at once
 */
export function submitTask(world: World, request: TaskRequest): Task {
  const quirks = world.settings.quirks;
  const server = world.servers.get(request.serverId) ?? phantom(world, request.serverId);
  const attempt = attemptOf(world, request, server);
  const busy = world.tasks.openOn(server.id);
  if (busy.length > 0 && quirks.secondTask === "refuse") {
    throw parameterError("The server has a task in progress");
  }
  const obstacle = findObstacle(attempt, server, quirks, "post");
  if (obstacle !== undefined) {
    throw new KpsRefusal(400, obstacle.code, obstacle.message);
  }
  const script = world.taskScripts.take(server.id, attempt.operation);
  const task = acceptTask(world, server, attempt, request, script);
  world.tasks.add(task);
  if (busy.length === 0 || quirks.secondTask === "run") {
    beginTask(world, task);
  }
  return task;
}

/** A server the service does not know, to fail later for. */
function phantom(world: World, serverId: string): Server {
  if (world.settings.quirks.unknownServer === "refuse") {
    throw parameterError(`The server ${serverId} does not exist`);
  }
  return { ...newServer(serverId, 0), name: "" };
}

function parameterError(message: string): KpsRefusal {
  return new KpsRefusal(400, "KPS.0002", message);
}

function attemptOf(world: World, request: TaskRequest, server: Server): Attempt {
  const online = server.status === "ACTIVE";
  return {
    operation: request.keyPair === undefined ? "UNBIND" : bindingOperation(online, server.keyPairName !== ""),
    keyPairName: request.keyPair?.name ?? server.keyPairName,
    previousKeyPair: server.keyPairName,
    online,
    proof: proofOf(request, world.keys),
  };
}

function bindingOperation(online: boolean, bound: boolean): TaskOperation {
  if (!bound) {
    return "BIND";
  }
  return online ? "REPLACE" : "RESET";
}

function proofOf({ auth, port = 22 }: TaskRequest, keys: KeyTools): Proof {
  const key = auth?.key ?? "";
  if (auth === undefined || (auth.type === undefined && key === "")) {
    return { kind: "none", port };
  }
  if ((auth.type ?? "password") === "password") {
    return { kind: "password", password: key, port };
  }
  const half = keys.publicHalf(key);
  return half === undefined ? { kind: "keypair", port } : { kind: "keypair", keyBody: half.body, port };
}

function acceptTask(
  world: World,
  server: Server,
  attempt: Attempt,
  request: TaskRequest,
  script: TaskScript | undefined,
): Task {
  const spread = 0.7 + 0.6 * world.durations();
  const documentedMs = request.batch === true ? batchDuration : documentedDuration(attempt.operation, attempt.online);
  const naturalMs = documentedMs * world.settings.timeScale * spread;
  const task: Task = {
    ...attempt,
    taskId: taskIdForm(world.settings.quirks.taskIds, world.newId()),
    serverId: server.id,
    serverName: server.name,
    disablePassword: request.disablePassword ?? world.settings.quirks.disablePasswordOmitted === "disable",
    words: naturalWords(attempt.operation),
    startedAt: world.clock.now(),
    startedWall: world.wall(),
    durationMs: script?.durationMs ?? naturalMs,
    phase: "open",
  };
  if (request.keyPair !== undefined) {
    task.keyBody = request.keyPair.publicKey.body;
  }
  return script === undefined ? task : withScript(task, script);
}

function withScript(task: Task, script: TaskScript): Task {
  const statuses = [...(script.statuses ?? [])];
  const last = statuses.at(-1);
  const scripted: Task = {
    ...task,
    scripted: {
      outcome: script.outcome,
      ...(script.errorCode === undefined ? {} : { errorCode: script.errorCode }),
      ...(script.errorMessage === undefined ? {} : { errorMessage: script.errorMessage }),
    },
  };
  if (last !== undefined && /^(SUCCESS|FAILED)_/.test(last)) {
    scripted.finalWord = last;
    statuses.pop();
  }
  return statuses.length > 0 ? { ...scripted, words: statuses } : scripted;
}
