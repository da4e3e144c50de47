import type { FleetEnd } from "../../../provider/src/operations/fleet/fleetEnd";
import { countsText, fleetReport } from "../../../provider/src/operations/fleet/fleetReport";

it("counts what finds no room, however short the lines are, and leaves no line in the middle", () => {
  const ends = new Map(
    Array.from({ length: 1_000 }, (_, n): [string, FleetEnd] => [
      `id-${n}`,
      { end: "failed", failure: { message: `E${n}` }, serverName: `w${n}`, next: "" },
    ]),
  );
  const run = { attempted: "binding", ends, stopped: undefined, next: "run it again", inResults: true };
  const text = fleetReport(run, "1000 servers: 1000 failed");
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(3_900);
  const lines = text.split("\n");
  const told = lines.filter((line) => /1 server: E\d+: w\d+$/.test(line)).length;
  expect(told).toBeGreaterThan(100);
  expect(lines.slice(told + 1)).toEqual([
    `          ${1_000 - told} servers more for ${1_000 - told} other reasons: see results`,
    "next      run it again",
  ]);
});

it("leaves off what there is nothing of", () => {
  const none = { total: 0, bound: 0, failed: 0, waiting: 0, notBegun: 0 };
  expect(countsText(none)).toBe("0 servers");
  expect(countsText({ ...none, total: 3, bound: 1, waiting: 2 })).toBe("3 servers: 1 bound, 2 waiting");
});
