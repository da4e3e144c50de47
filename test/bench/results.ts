import type { EmulatorResults } from "./emulator/emulatorBench";
import type { HostRow } from "./hostCreates";
import type { QuotaRow } from "./quotaRun";
import type { WaitingRow } from "./waitingRun";

/** Everything one bench has measured. */
export interface Results {
  readonly runs: readonly WaitingRow[];
  readonly timeScale: number;
  readonly host: HostRow;
  /** A hundred creates at once. */
  readonly quota: QuotaRow;
  /** As many, eight at a time, of tasks so short that the quota is the limit and not the eight. */
  readonly quotaEightAtATime: QuotaRow;
  /** Not what the provider costs, but what its tests and other people's programs run against. */
  readonly emulator: EmulatorResults;
}
