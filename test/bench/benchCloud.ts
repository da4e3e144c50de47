import type { Cloud } from "../../provider/dist/client/cloud";
import { connect } from "../../provider/dist/client/connect";
import { readSettings } from "../../provider/dist/settings/readSettings";
import { systemRuntime } from "../../provider/dist/transport/systemRuntime";
import { environmentOf } from "../support/memoryFiles";

/** A connection as the built package makes it. `timeScale`: factor on the package's own waits. */
export function benchCloud(config: Readonly<Record<string, string>>, timeScale: number): Promise<Cloud> {
  return connect(
    readSettings((key) => config[key], environmentOf({ KPS_TEST_TIME_SCALE: String(timeScale) })),
    systemRuntime(),
  );
}
