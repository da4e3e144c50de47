import type { World } from "../world/world";
import type { Gatekeeper } from "./authenticate";
import type { Faults } from "./faults";
import type { Quota } from "./quota";
import type { RequestLog } from "./requestLog";

/** What serving a request takes. */
export interface Desk {
  world: World;
  log: RequestLog;
  faults: Faults;
  quota: Quota;
  gatekeeper: Gatekeeper;
  /** Aborted when the emulator closes. */
  closing: AbortSignal;
}
