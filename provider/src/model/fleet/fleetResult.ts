import type { Operation } from "../operation";

/**
 * Where one server of a fleet stands. `notBegun`: this run has not come to it; `leaving`: it is no longer declared and
 * could not be let go yet; `unbound`: it was found without a key pair; `gone`: ECS knows it no more.
 */
export type FleetServerPhase = "bound" | "waiting" | "failed" | "notBegun" | "leaving" | "unbound" | "gone";

/** Why a server is not as it should be. */
export interface FleetFailure {
  /** The service's reason for a failed task, or ours for what was not tried. */
  message: string;
  /** The service's error code. */
  code?: string | undefined;
  /** Nothing was posted. */
  refused?: true | undefined;
  /** The failed task is only probably ours. */
  match?: "probable" | undefined;
}

/**
 * What state holds of one server of a fleet: 450 bytes at most with its id, as compact JSON. An id, or a name of a key
 * pair, of more than 64 characters may add to that what it has more.
 */
export interface FleetResult {
  phase: FleetServerPhase;
  /** The key pair the server has as far as is known, empty for none. */
  keyPairName: string;
  /** What the last task did, or was to do. */
  operation?: Operation | undefined;
  taskId?: string | undefined;
  /** When that was sent, ISO 8601 UTC. */
  startedAt?: string | undefined;
  /** From then to its end. */
  seconds?: number | undefined;
  failure?: FleetFailure | undefined;
  /** What else the provider has to remember of the server; not for programs. */
  record?: Record<string, unknown> | undefined;
}

/** Where a fleet stands: all bound, something else, or nothing amiss but tasks that have not ended. */
export type FleetPhase = "bound" | "partly" | "waiting";

/** Servers by where they stand; the four add up to `total`. What cannot be let go counts as failed. */
export interface FleetCounts {
  total: number;
  bound: number;
  failed: number;
  waiting: number;
  notBegun: number;
}
