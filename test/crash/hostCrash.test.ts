import { aloneLine, crashSeeds } from "./crashSeeds";
import { historyOf, type Kill } from "./history";
import { runHistory } from "./runHistory";

const AT_A_TIME = 3;
const seeds = crashSeeds(10, "KPS_CRASH_SEEDS");

test(
  `one accepted POST per change, whenever the host is killed (${seeds.length} seeds)`,
  async () => {
    const violations: string[] = [];
    const struck: Kill[] = [];
    const left = [...seeds];
    const work = async (): Promise<void> => {
      for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
        const outcome = await runHistory(historyOf(seed));
        struck.push(...outcome.struck);
        if (outcome.witness !== undefined) {
          process.stdout.write(`${aloneLine(seed)}\n${outcome.witness}\n`);
        }
        violations.push(...outcome.violations.map((violation) => `${violation} (${aloneLine(seed)})`));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    process.stdout.write(`host crashes: ${summary(struck)}\n`);
    expect(violations).toEqual([]);
    // Kills that come too late prove nothing: most must have struck.
    expect(struck.length).toBeGreaterThanOrEqual(Math.floor(seeds.length * 0.75));
  },
  30_000 + seeds.length * 10_000,
);

function summary(kills: readonly Kill[]): string {
  const times = new Map<string, number>();
  kills.forEach(({ change, moment }) => times.set(`${change} ${moment}`, (times.get(`${change} ${moment}`) ?? 0) + 1));
  const parts = [...times].sort().map(([what, number]) => `${number} x ${what}`);
  return `${seeds.length} seeds, ${kills.length} kills struck: ${parts.join(", ")}`;
}
