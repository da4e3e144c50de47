/** How many histories are played where. */
export const doses = {
  /** In `npm test`, from seed 1. */
  test: 2_000,
  /** In `npm run test:faults`, from a seed that is new each time. */
  faults: 100_000,
} as const;
