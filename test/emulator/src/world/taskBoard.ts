import type { Quirks } from "./quirks";
import type { Task } from "./task";

/** Every task of the world, and the lists the service keeps of them. */
export class TaskBoard {
  // Lists are asked for far more often than they change.
  private openList: readonly Task[] | undefined;
  private failedList: readonly Task[] | undefined;
  private readonly byId = new Map<string, Task>();
  private readonly openTasks = new Map<string, Task>();
  private readonly failedTasks = new Map<string, Task>();
  private readonly openByServer = new Map<string, Task[]>();

  add(task: Task): void {
    this.openList = undefined;
    this.byId.set(task.taskId, task);
    this.openTasks.set(task.taskId, task);
    this.openByServer.set(task.serverId, [...this.openOn(task.serverId), task]);
  }

  /** Open tasks of a server, oldest first. */
  openOn(serverId: string): Task[] {
    return this.openByServer.get(serverId) ?? [];
  }

  /** Moves a task that is no longer open to where it belongs. */
  close(task: Task): void {
    this.openList = undefined;
    this.openTasks.delete(task.taskId);
    const left = this.openOn(task.serverId).filter((one) => one !== task);
    if (left.length > 0) {
      this.openByServer.set(task.serverId, left);
    } else {
      this.openByServer.delete(task.serverId);
    }
    if (task.phase === "failed") {
      this.failedList = undefined;
      this.failedTasks.set(task.taskId, task);
    }
  }

  all(): Task[] {
    return [...this.byId.values()];
  }

  /** The task as `GET /tasks/{id}` finds it. */
  find(taskId: string, now: number, quirks: Quirks): Task | undefined {
    const task = this.byId.get(taskId);
    const gone =
      task === undefined ||
      task.phase === "vanished" ||
      (task.recordDeleted === true && quirks.deletedFailedTask === "gone") ||
      (task.endedAt !== undefined && quirks.taskRetentionMs > 0 && now > task.endedAt + quirks.taskRetentionMs);
    return gone ? undefined : task;
  }

  /** The running list, oldest first. */
  running(now: number, quirks: Quirks): readonly Task[] {
    if (quirks.runningListOmits) {
      return [];
    }
    this.openList ??= [...this.openTasks.values()];
    const delay = quirks.runningListDelayMs;
    return delay > 0 ? this.openList.filter((task) => now >= task.startedAt + delay) : this.openList;
  }

  /** The failed list, in the order of failing. */
  failed(now: number, quirks: Quirks): readonly Task[] {
    if (quirks.failedListOmits) {
      return [];
    }
    this.failedList ??= [...this.failedTasks.values()];
    const { failedListDelayMs: delay, failedRetentionMs: retention } = quirks;
    if (delay === 0 && retention === 0) {
      return this.failedList;
    }
    return this.failedList.filter((task) => {
      const age = now - (task.endedAt ?? now);
      return age >= delay && (retention === 0 || age <= retention);
    });
  }

  /** @returns false when there is no such record */
  deleteFailed(taskId: string): boolean {
    const task = this.failedTasks.get(taskId);
    if (task === undefined) {
      return false;
    }
    task.recordDeleted = true;
    this.failedList = undefined;
    return this.failedTasks.delete(taskId);
  }

  deleteAllFailed(): void {
    for (const taskId of this.failedTasks.keys()) {
      this.deleteFailed(taskId);
    }
  }

  clear(): void {
    this.openList = undefined;
    this.failedList = undefined;
    for (const map of [this.byId, this.openTasks, this.failedTasks, this.openByServer]) {
      map.clear();
    }
  }
}
