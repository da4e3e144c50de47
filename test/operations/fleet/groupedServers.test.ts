import { groupedServers, type Remark } from "../../../provider/src/operations/fleet/groupedServers";

const failures = (count: number, reason: string, from = 1): Remark[] =>
  Array.from({ length: count }, (_, n) => ({ server: `web-${n + from}`, reason }));

it("tells servers by reason, the most frequent first", () => {
  const remarks = [...failures(1, "Port closed", 50), ...failures(12, "Login failed")];
  expect(groupedServers(remarks, { limit: 4_000 })).toEqual([
    "12 servers: Login failed: web-1, web-2, web-3, web-4, web-5, web-6, web-7, web-8, ... and 4 more",
    "1 server: Port closed: web-50",
  ]);
});

it("says on the next line what to do", () => {
  expect(groupedServers([{ server: "a", reason: "no way in", next: "give auth" }], { limit: 400 })).toEqual([
    "1 server: no way in: a",
    "  next: give auth",
  ]);
});

it("keeps to its limit, and counts what finds no room", () => {
  const remarks = Array.from({ length: 500 }, (_, n) => failures(1, `reason ${n} ${"x".repeat(300)}`, n)).flat();
  const lines = groupedServers(remarks, { limit: 2_000, inResults: true });
  expect(Buffer.byteLength(lines.join("\n"))).toBeLessThanOrEqual(2_000);
  expect(lines.at(-1)).toMatch(/^49\d servers more for 49\d other reasons: see results$/);
});

it("keeps to its limit also where each line is indented", () => {
  const remarks = Array.from({ length: 500 }, (_, n) => ({ server: `w${n}`, reason: `E${n}` }));
  const lines = groupedServers(remarks, { limit: 2_000, indent: 10 });
  const size = Buffer.byteLength(lines.map((line) => `          ${line}\n`).join(""));
  expect(size).toBeLessThanOrEqual(2_000);
  expect(size).toBeGreaterThan(1_900);
});

it("does not send people to results where those do not tell", () => {
  const remarks = Array.from({ length: 500 }, (_, n) => ({ server: `w${n}`, reason: `E${n}` }));
  expect(groupedServers(remarks, { limit: 200 }).at(-1)).toMatch(/^\d+ servers more for \d+ other reasons$/);
});

it("names fewer servers where there is no room for more, rather than leaving their reason out", () => {
  const waiting = Array.from({ length: 50 }, (_, n) => ({
    server: `4116467c-a1b2-4c3d-9e8f-0123456789${n + 10}`,
    reason: "a task of ours has not ended",
  }));
  expect(groupedServers(waiting, { limit: 300, indent: 10, inResults: true })).toEqual([
    `50 servers: a task of ours has not ended: ${waiting
      .slice(0, 4)
      .map(({ server }) => server)
      .join(", ")}, ... and 46 more`,
  ]);
});

it("tells the reason of servers whose names are without end", () => {
  const remarks = Array.from({ length: 20 }, (_, n) => ({
    server: `web-${n}-${"n".repeat(1_500)}`,
    reason: "Login failed",
  }));
  const [line = "", ...more] = groupedServers(remarks, { limit: 3_500 });
  expect(line).toMatch(/^20 servers: Login failed: web-0-n{190,}\.\.\., web-1-.*, \.\.\. and 12 more$/);
  expect(more).toEqual([]);
});

it("cuts a reason without end", () => {
  const [line = ""] = groupedServers(failures(1, "\u{1F525}".repeat(1_000)), { limit: 4_000 });
  expect(Buffer.byteLength(line)).toBeLessThan(500);
});

it("says nothing of no servers", () => {
  expect(groupedServers([], { limit: 4_000 })).toEqual([]);
});
