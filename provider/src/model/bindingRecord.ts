import type { Operation } from "./operation";

/** What waits for its end, or failed: the change asked for and the task that carries it out. */
export interface Attempt {
  keyPairName: string;
  operation: Operation;
  taskId: string;
}

/** Why a task failed, as its record in the failed-task list says. Times are ISO 8601 UTC. */
export interface TaskFailure {
  taskId: string;
  operation: Operation;
  code?: string | undefined;
  message: string;
  time?: string | undefined;
  serverName?: string | undefined;
  match: "exact" | "probable";
}

/** Where a binding stands. */
export type BindingPhase = "waiting" | "bound" | "failed" | "unbound";

/** What our state knows of the binding of a server, beside the inputs. */
export interface BindingRecord {
  phase: BindingPhase;
  operation?: Operation | undefined;
  taskId?: string | undefined;
  taskStatus?: string | undefined;
  startedAt?: string | undefined;
  finishedAt?: string | undefined;
  keyPairFingerprint?: string | undefined;
  boundPublicKey?: string | undefined;
  boundKeyPairName?: string | undefined;
  attempt?: Attempt | undefined;
  previousKeyPairName?: string | undefined;
  tookOver?: boolean | undefined;
  adopted?: boolean | undefined;
  verified?: boolean | undefined;
  failure?: TaskFailure | undefined;
}
