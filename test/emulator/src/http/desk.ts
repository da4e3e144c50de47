import type { World } from "../world/world";
import type { Gatekeeper } from "./authenticate";
import type { Delays } from "./delays";
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
  /** How long replies are held back. */
  delays: Delays;
  /** 32 hexadecimal digits, other ones each time. */
  newRequestId: () => string;
  /** Requests that no operation takes are noted, unless their path begins with this. */
  silentPath: string;
  /** Aborted when the emulator closes. */
  closing: AbortSignal;
}
