import type { Cloud } from "../../provider/src/client/cloud";
import { connect } from "../../provider/src/client/connect";
import type { Settings } from "../../provider/src/settings/settings";
import type { Runtime } from "../../provider/src/transport/runtime";
import { systemRuntime } from "../../provider/src/transport/systemRuntime";

/** A cloud of its own over the real network and clocks, but for what is given. */
export function connectTo(settings: Settings, overrides: Partial<Runtime> = {}): Promise<Cloud> {
  return connect(settings, { ...systemRuntime(), ...overrides });
}
