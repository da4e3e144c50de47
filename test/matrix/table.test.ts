import { exitCodeOf, tableOf } from "./table";
import type { Found, Tried } from "./verdict";

const found: Found = { node: "24.21.0", sdk: "3.270.0", typescript: "6.0.3", modules: "nodenext" };
const ok: Tried = { found, verdict: { kind: "ok" } };
const failed: Tried = { found, verdict: { kind: "failed", check: "refresh", reason: '{"update":1} instead' } };
const leftOut: Tried = { found, verdict: { kind: "leftOut", reason: "code ETARGET" } };

it("shows what was found of each cell, and why one failed", () => {
  const lines = tableOf([ok, failed, leftOut], [{ name: "jest 30", seconds: 21, verdict: { kind: "ok" } }]).split("\n");
  expect(lines).toContain("1     24.21.0  3.270.0         6.0.3       nodenext  ok");
  expect(lines).toContain("2     24.21.0  3.270.0         6.0.3       nodenext  FAILED: refresh");
  expect(lines).toContain("3     24.21.0  3.270.0         6.0.3       nodenext  left out: code ETARGET");
  expect(lines).toContain("jest 30  21 s  ok");
  expect(lines).toContain('{"update":1} instead');
  expect(lines).toContain("2 of 4 passed, 1 failed; 1 left out, of which nothing is known");
});

it("a cell left out does not fail the run, but a run that has checked nothing is no success", () => {
  expect(exitCodeOf([ok, leftOut])).toBe(0);
  expect(exitCodeOf([ok, failed])).toBe(1);
  expect(exitCodeOf([leftOut])).toBe(1);
  expect(exitCodeOf([])).toBe(1);
});
