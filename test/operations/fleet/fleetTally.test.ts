import { FleetProgress } from "../../../provider/src/operations/fleet/fleetTally";

it("tells apart what is bound and what is let go", () => {
  const progress = new FleetProgress({ changes: 2, letGo: 1, settled: 3 }, 0);
  progress.begun();
  progress.ended("bound", 1_000);
  progress.begun();
  expect(progress.line(2_000)).toMatch(/^bound 4, let go 0, running 1, failed 0, left 1/);
  progress.ended("failed", 1_000);
  progress.begun();
  progress.ended("letGo", 1_000);
  expect(progress.line(3_000)).toBe("bound 4, let go 1, running 0, failed 1, left 0");
});

it("says nothing of letting go where nothing is", () => {
  expect(new FleetProgress({ changes: 2, letGo: 0, settled: 0 }, 0).line(0)).toBe(
    "bound 0, running 0, failed 0, left 2",
  );
});

it("says nothing of what is bound where all is let go", () => {
  expect(new FleetProgress({ changes: 0, letGo: 2, settled: 0 }, 0).line(0)).toBe(
    "let go 0, running 0, failed 0, left 2",
  );
});
