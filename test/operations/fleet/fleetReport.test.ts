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

const sent = { keyPairName: "ops", operation: "BIND", sentAt: "2026-11-27T20:00:00.000Z" } as const;
const waiting = (taskId?: string): FleetEnd => ({
  end: "waiting",
  record: { phase: "waiting", attempt: { ...sent, taskId, tried: [] } },
  serverName: undefined,
  earlier: false,
});

it("tells a task that has not ended from a change of which no task is known", () => {
  const ends = new Map([
    ["id-1", waiting("t-1")],
    ["id-2", waiting()],
    ["id-3", waiting()],
  ]);
  const run = { attempted: "binding", ends, stopped: undefined, next: "run it again", inResults: true };
  expect(fleetReport(run, "3 servers: 3 waiting").split("\n").slice(1, -1)).toEqual([
    "waiting   2 servers: it is not known yet whether a change of ours is carried out: id-2, id-3",
    "          1 server: a task of ours has not ended: id-1",
  ]);
});

it("tells both also of many servers with ids as ECS has them", () => {
  const ends = new Map(
    Array.from({ length: 50 }, (_, n): [string, FleetEnd] => [
      `4116467c-a1b2-4c3d-9e8f-0123456789${n + 10}`,
      waiting(n % 2 === 0 ? "t-1" : undefined),
    ]),
  );
  const run = { attempted: "binding", ends, stopped: undefined, next: "run it again", inResults: true };
  const [first = "", second = "", ...more] = fleetReport(run, "50 servers: 50 waiting").split("\n").slice(1, -1);
  expect(first).toMatch(/^waiting {3}25 servers: a task of ours has not ended: 4116467c-.*, \.\.\. and 17 more$/);
  expect(second).toMatch(/^ {10}25 servers: it is not known yet whether .*: 4116467c-.*, \.\.\. and \d+ more$/);
  expect(more).toEqual([]);
});

it("leaves off what there is nothing of", () => {
  const none = { total: 0, bound: 0, failed: 0, waiting: 0, notBegun: 0 };
  expect(countsText(none)).toBe("0 servers");
  expect(countsText({ ...none, total: 3, bound: 1, waiting: 2 })).toBe("3 servers: 1 bound, 2 waiting");
});
