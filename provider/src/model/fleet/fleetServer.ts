import type { FleetFailure, FleetServerPhase } from "./fleetResult";
import type { BindingRecord } from "../bindingRecord";

/** One server of a fleet as the provider works with it; state holds it packed (see `packResults`). */
export interface FleetServer {
  phase: FleetServerPhase;
  record: BindingRecord;
  /** The key pair it was found with instead of what was bound, empty for none. */
  found?: string | undefined;
  failure?: FleetFailure | undefined;
  /** Stands for the triggers of the last bind that was tried. */
  triggers?: string | undefined;
}

/** The servers of a fleet by id. */
export type FleetServers = ReadonlyMap<string, FleetServer>;

/** The key pair a server has as far as is known, empty for none. */
export function presentKeyPair({ found, record }: FleetServer): string {
  return found ?? record.boundKeyPairName ?? "";
}

/** Whether it was found with something else than what is recorded as bound. */
export function isDrifted({ found, record }: FleetServer): boolean {
  return found !== undefined && found !== (record.boundKeyPairName ?? "");
}
