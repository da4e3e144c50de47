import { aloneLine, crashSeeds } from "../crash/crashSeeds";
import { runEngineHistory } from "../crash/runEngineHistory";

const seeds = crashSeeds(1, "KPS_ENGINE_CRASH_SEEDS");

test.each(seeds)(
  "an engine killed midway leaves no host, and the next up posts nothing twice (seed %i)",
  async (seed) => {
    const violations = await runEngineHistory(seed);
    expect(violations.map((violation) => `${violation} (${aloneLine(seed)})`)).toEqual([]);
  },
  300_000,
);
