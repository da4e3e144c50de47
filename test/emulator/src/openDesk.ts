import { randomInt } from "node:crypto";
import { controlPath } from "./control/controlRoutes";
import { Gatekeeper } from "./http/authenticate";
import { Delays } from "./http/delays";
import type { Desk } from "./http/desk";
import { Faults } from "./http/faults";
import { Quota } from "./http/quota";
import { RequestLog } from "./http/requestLog";
import type { Surroundings } from "./surroundings";
import { Identities } from "./world/identities";
import type { QuirksPatch } from "./world/quirks";
import { seededRandom } from "./world/random";
import type { Seed } from "./world/seed";
import { defaultSettings, mergeSettings, settingsPatchSchema } from "./world/settings";
import { World } from "./world/world";

/** What an emulated cloud is like; everything may be left out. */
export interface WorldOptions {
  /** Factor on every documented duration; default 1. */
  timeScale?: number;
  /** Requests per user and 60 s of the KPS APIs; default 300, 0 = no limit. */
  requestsPerMinute?: number;
  /** The same for ECS; default 600. */
  ecsRequestsPerMinute?: number;
  /** What is not documented, decided otherwise than by default. */
  quirks?: QuirksPatch;
  /** What there is at the start and after a reset without a seed; default a few sample servers. */
  seed?: Seed;
  /** The same number gives the same durations, ids and credentials; default a new one each time. */
  rngSeed?: number;
  /** Default cn-north-4. */
  region?: string;
}

/**
 * A desk that serves an empty world.
 *
 * @param closing aborted when the emulator closes
 * @throws ZodError for a quirk that is none, or a number that is too small
 */
export function openDesk(options: WorldOptions, surroundings: Surroundings, closing: AbortSignal): Desk {
  const { timeScale, requestsPerMinute, ecsRequestsPerMinute, quirks } = options;
  const { clock, keys, startTimer, newRequestId } = surroundings;
  const rngSeed = options.rngSeed ?? randomInt(2 ** 32);
  const settings = settingsPatchSchema.parse({ timeScale, requestsPerMinute, ecsRequestsPerMinute, quirks });
  const world = new World({
    clock,
    keys,
    identities: new Identities(options.region ?? "cn-north-4", seededRandom(rngSeed)),
    settings: mergeSettings(defaultSettings, settings),
    durations: seededRandom(rngSeed + 1),
    ids: seededRandom(rngSeed + 2),
  });
  return {
    world,
    log: new RequestLog(),
    faults: new Faults(),
    quota: new Quota(),
    gatekeeper: new Gatekeeper(world),
    delays: new Delays(closing, startTimer),
    newRequestId,
    silentPath: controlPath,
    closing,
  };
}
