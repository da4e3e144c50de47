/** Where a gate stands: "waiting" until the tasks have settled, "failed" when some ended badly and that matters. */
export type GatePhase = "waiting" | "settled" | "failed";

/** A background task as outputs show it. Times are ISO 8601 UTC. Its parameters are left out: they may hold secrets. */
export interface GateTask {
  id: string;
  /** Such as `modifyAutoTopic`. */
  name: string;
  /** CREATED, EXECUTING, SUCCESS, FAILED, CANCELLED or DELETED. */
  status: string;
  userName?: string | undefined;
  createdAt?: string | undefined;
  updatedAt?: string | undefined;
}

/** How many tasks match, and how they stand; `settled` are those that have ended in whatever way. */
export interface GateCounts {
  total: number;
  settled: number;
  unsettled: number;
  succeeded: number;
  failed: number;
  cancelled: number;
}

/** What a gate has seen. `settledAt` is ISO 8601 UTC. */
export interface GateRecord {
  phase: GatePhase;
  tasks: GateTask[];
  counts: GateCounts;
  settledAt?: string | undefined;
}
