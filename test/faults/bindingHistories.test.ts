import fc from "fast-check";
import { bindingHistory } from "./bindingHistory";
import { playHistory } from "./playHistory";

const runs = Number(process.env["KPS_FAULT_RUNS"] ?? 1_000);
// A failure names its seed and path; these two run it alone.
const seed = Number(process.env["KPS_FAULT_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const path = process.env["KPS_FAULT_PATH"];
/** Histories mostly wait, so several are on at the same time. */
const LANES = path === undefined ? 16 : 1;

beforeAll(() => {
  process.env["KPS_TEST_TIME_SCALE"] = "0.02";
});

afterAll(() => {
  delete process.env["KPS_TEST_TIME_SCALE"];
});

test(
  `in ${runs} histories of faults bindings end as the service says, with one POST for each change`,
  async () => {
    const lane = (_: unknown, index: number): Promise<void> =>
      fc.assert(
        fc.asyncProperty(bindingHistory, async (history) => {
          expect(await playHistory(history)).toEqual([]);
        }),
        {
          numRuns: Math.ceil((runs - index) / LANES),
          seed: seed + index,
          // A history takes real time, and shrinking many.
          endOnFailure: true,
          ...(path === undefined ? {} : { path }),
        },
      );
    const ends = await Promise.allSettled(Array.from({ length: Math.min(LANES, runs) }, lane));
    const failures = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as Error] : []));
    expect(failures.map(({ message, cause }) => `${message}\n${String(cause)}`).join("\n\n")).toBe("");
  },
  60_000 + runs * 1_000,
);
