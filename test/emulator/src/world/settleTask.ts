import { findObstacle, keyError } from "./obstacles";
import type { Server } from "./server";
import type { Task } from "./task";
import type { World } from "./world";

interface Failure {
  code: string;
  message: string;
}

/** Lets an accepted task run from now on. */
export function beginTask(world: World, task: Task, at = task.startedAt): void {
  task.beginsAt = at;
  if (task.scripted?.outcome !== "hang") {
    world.due.add(at + task.durationMs, (end) => endTask(world, task, end));
  }
}

/**
 * Ends a running task because something happened to its server.
 *
 * @param message what the failed list will say
 */
export function interruptTasks(world: World, serverId: string, message: string): void {
  for (const task of world.tasks.openOn(serverId)) {
    if (task.scripted === undefined && task.beginsAt !== undefined) {
      closeTask(world, task, world.clock.now(), { code: "KPS.0004", message });
    }
  }
}

function endTask(world: World, task: Task, at: number): void {
  if (task.phase !== "open") {
    return;
  }
  if (task.scripted?.outcome === "vanish") {
    task.phase = "vanished";
    task.endedAt = at;
    world.tasks.close(task);
    beginNext(world, task.serverId, at);
    return;
  }
  closeTask(world, task, at, failureOf(world, task));
}

function failureOf(world: World, task: Task): Failure | undefined {
  if (task.scripted !== undefined) {
    const { outcome, errorCode, errorMessage } = task.scripted;
    return outcome === "fail"
      ? { code: errorCode ?? "", message: errorMessage ?? keyError(task.operation) }
      : undefined;
  }
  const server = world.servers.get(task.serverId);
  if (server === undefined) {
    return { code: "KPS.0002", message: "The server does not exist" };
  }
  if ((server.status === "ACTIVE") !== task.online) {
    return { code: "KPS.0004", message: "The server was started or stopped during the operation" };
  }
  if (server.keyPairName !== task.previousKeyPair) {
    return { code: "KPS.0004", message: "The key pair of the server changed during the operation" };
  }
  return findObstacle(task, server, world.settings.quirks, "end");
}

function closeTask(world: World, task: Task, at: number, failure: Failure | undefined): void {
  const server = world.servers.get(task.serverId);
  task.endedAt = at;
  task.phase = failure === undefined ? "done" : "failed";
  if (failure === undefined) {
    if (server !== undefined) {
      succeed(world, task, server, at);
    }
  } else {
    task.errorCode = failure.code;
    task.errorMessage = failure.message;
    if (server !== undefined) {
      leaveBehind(world, task, server);
    }
  }
  world.tasks.close(task);
  beginNext(world, task.serverId, at);
}

function succeed(world: World, task: Task, server: Server, at: number): void {
  const { keyNameStaleMs, keyNameChanges } = world.settings.quirks;
  if (keyNameStaleMs > 0 && keyNameChanges === "atEnd") {
    server.staleKeyName = server.keyPairName;
    server.staleUntil = at + keyNameStaleMs;
  }
  const added = task.keyBody === undefined ? [] : [task.keyBody];
  const kept = task.operation === "BIND" ? server.authorizedKeys.filter((body) => body !== task.keyBody) : [];
  server.authorizedKeys = [...kept, ...added];
  server.keyPairName = task.operation === "UNBIND" ? "" : task.keyPairName;
  if (task.operation === "UNBIND") {
    server.passwordLogin = true;
  } else if (task.disablePassword) {
    server.passwordLogin = false;
  }
}

function leaveBehind(world: World, task: Task, server: Server): void {
  const leaves = world.settings.quirks.failedLeaves;
  if (leaves === "none") {
    server.authorizedKeys = [];
  } else if (leaves === "new") {
    server.authorizedKeys = task.keyBody === undefined ? [] : [task.keyBody];
  }
}

function beginNext(world: World, serverId: string, at: number): void {
  const waiting = world.tasks.openOn(serverId).find((task) => task.beginsAt === undefined);
  if (waiting !== undefined && world.tasks.openOn(serverId).every((task) => task.beginsAt === undefined)) {
    beginTask(world, waiting, at);
  }
}
