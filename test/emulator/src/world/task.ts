import type { Quirks } from "./quirks";

export type TaskOperation = "BIND" | "RESET" | "REPLACE" | "UNBIND";

/** What the request proved about its sender; the secrets themselves are not kept. */
export interface Proof {
  kind: "none" | "password" | "keypair";
  /** Body of the public half, when the private key could be read. */
  keyBody?: string;
  password?: string;
  port: number;
}

/** How a task ends, decided by a script instead of by the state of the server. */
export interface ScriptedEnd {
  outcome: "succeed" | "fail" | "hang" | "vanish";
  errorCode?: string;
  errorMessage?: string;
}

/** One asynchronous operation on one server. */
export interface Task {
  taskId: string;
  operation: TaskOperation;
  serverId: string;
  serverName: string;
  /** The new key pair; for UNBIND the one that goes. */
  keyPairName: string;
  /** What was bound when the task was accepted; empty = nothing. */
  previousKeyPair: string;
  /** Key body to install. */
  keyBody?: string;
  /** Power state the operation was decided for. */
  online: boolean;
  disablePassword: boolean;
  proof: Proof;
  scripted?: ScriptedEnd;
  /** Words shown while the task is open, each for an equal part of its duration. */
  words: string[];
  /** Word shown at the end instead of the natural one. */
  finalWord?: string;
  /** When the request was accepted: monotonic ms, and ms since 1970. */
  startedAt: number;
  startedWall: number;
  durationMs: number;
  /** Monotonic ms; undefined while the task waits for another one. */
  beginsAt?: number;
  phase: "open" | "done" | "failed" | "vanished";
  endedAt?: number;
  errorCode?: string;
  errorMessage?: string;
  /** Its record was deleted from the failed list. */
  recordDeleted?: boolean;
}

/** The word a client reads at the moment `now` (monotonic ms). */
export function statusWord(task: Task, now: number, quirks: Quirks): string {
  if (task.phase === "done" || task.phase === "failed") {
    const operation = task.operation === "REPLACE" ? quirks.replaceResultWord : task.operation;
    return task.finalWord ?? `${task.phase === "done" ? "SUCCESS" : "FAILED"}_${operation}`;
  }
  const share = task.durationMs / task.words.length;
  const elapsed = task.beginsAt === undefined ? 0 : now - task.beginsAt;
  const index = share > 0 ? Math.floor(elapsed / share) : task.words.length - 1;
  return task.words[Math.max(0, Math.min(index, task.words.length - 1))] ?? `RUNNING_${task.operation}`;
}

/** The words of a task that nobody scripted: a tenth of its time READY, then RUNNING. */
export function naturalWords(operation: TaskOperation): string[] {
  return [`READY_${operation}`, ...Array.from({ length: 9 }, () => `RUNNING_${operation}`)];
}

const documentedSeconds: Record<TaskOperation, { online: number; offline: number }> = {
  BIND: { online: 30, offline: 300 },
  REPLACE: { online: 60, offline: 60 },
  RESET: { online: 600, offline: 600 },
  UNBIND: { online: 60, offline: 300 },
};

/** A bind that is one of a batch: 3 to 5 minutes, in ms. */
export const batchDuration = 240_000;

/** How long the documentation says the operation takes, in ms. */
export function documentedDuration(operation: TaskOperation, online: boolean): number {
  return documentedSeconds[operation][online ? "online" : "offline"] * 1000;
}
