import type { FleetServers } from "../../model/fleet/fleetServer";
import type { FailureLimit } from "../../model/fleet/failureLimit";
import type { KnownWays } from "../../model/fleet/waysIn";

/** Many servers are to have one key pair, and others no longer. */
export interface FleetRequest {
  readonly serverIds: readonly string[];
  readonly keyPairName: string;
  /** Given by the program; undefined when it has no opinion. */
  readonly fingerprint: string | undefined;
  /** Stands for the triggers. */
  readonly triggers: string | undefined;
  readonly replaces: readonly string[];
  readonly disablePassword: boolean | undefined;
  readonly verify: "auto" | "none";
  readonly onDelete: "auto" | "unbind" | "retain";
  readonly failedTasks: "keep" | "deleteOwn";
  /** This program made the key pair. */
  readonly ownKeyPair: boolean;
  /** This run of the program has generated its key. */
  readonly keyIsNew: boolean;
  readonly canaries: number;
  readonly maxFailures: FailureLimit | undefined;
  readonly concurrency: number | undefined;
  readonly ways: KnownWays;
  /** What our state knows. */
  readonly servers: FleetServers;
  /** Whether another resource of the running program has this server; asked just before it would be let go. Throws when that cannot be known. */
  readonly claimed: (serverId: string) => Promise<boolean>;
}
