/**
 * The seeds to run: KPS_CRASH_SEED names one, the variable `counted` says how many, counted from 1.
 *
 * @param byDefault how many when nothing is said
 */
export function crashSeeds(byDefault: number, counted: "KPS_CRASH_SEEDS" | "KPS_ENGINE_CRASH_SEEDS"): number[] {
  const { KPS_CRASH_SEED: one, [counted]: count } = process.env;
  return one !== undefined
    ? [Number(one)]
    : Array.from({ length: count === undefined ? byDefault : Number(count) }, (_, index) => index + 1);
}

/** How a seed is run alone. */
export function aloneLine(seed: number): string {
  return `seed ${seed}; alone: KPS_CRASH_SEED=${seed} npm run test:crash`;
}
