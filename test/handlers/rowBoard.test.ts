import type { EngineLine } from "../../provider/src/handlers/engineLink";
import { RowBoard, type Row } from "../../provider/src/handlers/rowBoard";
import { manualClock, type ManualClock } from "../transport/manualClock";

/** A board on a clock that only the test moves. */
function boardOnClock(): { board: RowBoard; sent: (EngineLine & { atMs: number })[]; clock: ManualClock } {
  const sent: (EngineLine & { atMs: number })[] = [];
  const clock = manualClock();
  const startMs = clock.runtime.monotonicMs();
  const { monotonicMs, startTimer } = clock.runtime;
  const send = (line: EngineLine): void => void sent.push({ ...line, atMs: monotonicMs() - startMs });
  return { board: new RowBoard({ monotonicMs, startTimer, send }), sent, clock };
}

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ urn: `urn-${index}`, line: () => `line ${index}` }));

it("says a changed row at once, and an unchanged one again after 15 s", async () => {
  const { board, sent, clock } = boardOnClock();
  const [row] = rows(1);
  board.changed(row as Row);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0]);
  await clock.advance(31_000);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 15_000, 30_000]);
  board.close(row as Row, undefined);
});

it("lets a row that asks for it rest between two lines, and says then how things are by now", async () => {
  const { board, sent, clock } = boardOnClock();
  let count = 0;
  const row: Row = { urn: "fleet", line: () => `bound ${count}`, gapMs: () => 1_000 };
  for (count = 1; count <= 25; count += 1) {
    board.changed(row);
    await clock.advance(100);
  }
  await clock.advance(5_000);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_000, 3_000]);
  expect(sent.at(-1)?.text).toBe("bound 26");
  board.close(row, undefined);
});

it("never says more than 20 lines in any second, whatever changes, and lets every row have its turn", async () => {
  const { board, sent, clock } = boardOnClock();
  const many = rows(400);
  for (let second = 0; second < 40; second += 1) {
    many.forEach((row) => board.changed(row));
    await clock.advance(1_000);
  }
  for (const { atMs } of sent) {
    const inSecond = sent.filter((line) => line.atMs >= atMs && line.atMs < atMs + 1_000);
    expect(inSecond.length).toBeLessThanOrEqual(20);
  }
  expect(new Set(sent.map(({ urn }) => urn)).size).toBe(400);
  many.forEach((row) => board.close(row, undefined));
});

it("ends a row with its closing line, and runs no timer without rows", () => {
  const { board, sent, clock } = boardOnClock();
  const [row] = rows(1);
  board.changed(row as Row);
  expect(clock.pending()).toHaveLength(1);
  board.close(row as Row, "bound");
  board.close(row as Row, "said only once");
  expect(sent.map(({ text }) => text)).toEqual(["line 0", "bound"]);
  expect(clock.pending()).toHaveLength(0);
});
