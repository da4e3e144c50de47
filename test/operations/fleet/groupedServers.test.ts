import { groupedServers, type Remark } from "../../../provider/src/operations/fleet/groupedServers";

const failures = (count: number, reason: string, from = 1): Remark[] =>
  Array.from({ length: count }, (_, n) => ({ server: `web-${n + from}`, reason }));

it("tells servers by reason, the most frequent first", () => {
  const remarks = [...failures(1, "Port closed", 50), ...failures(12, "Login failed")];
  expect(groupedServers(remarks, 4_000)).toEqual([
    "12 servers: Login failed: web-1, web-2, web-3, web-4, web-5, web-6, web-7, web-8, ... and 4 more",
    "1 server: Port closed: web-50",
  ]);
});

it("says on the next line what to do", () => {
  expect(groupedServers([{ server: "a", reason: "no way in", next: "give auth" }], 400)).toEqual([
    "1 server: no way in: a",
    "  next: give auth",
  ]);
});

it("keeps to its limit, and counts what finds no room", () => {
  const remarks = Array.from({ length: 500 }, (_, n) => failures(1, `reason ${n} ${"x".repeat(300)}`, n)).flat();
  const lines = groupedServers(remarks, 2_000);
  expect(Buffer.byteLength(lines.join("\n"))).toBeLessThanOrEqual(2_000);
  expect(lines.at(-1)).toMatch(/^49\d servers more for 49\d other reasons: see results$/);
});

it("cuts a reason without end", () => {
  const [line = ""] = groupedServers(failures(1, "\u{1F525}".repeat(1_000)), 4_000);
  expect(Buffer.byteLength(line)).toBeLessThan(500);
});

it("says nothing of no servers", () => {
  expect(groupedServers([], 4_000)).toEqual([]);
});
