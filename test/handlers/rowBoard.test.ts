import type { EngineLine } from "../../provider/src/handlers/engineLog";
import { RowBoard, type Row } from "../../provider/src/handlers/rowBoard";

/** A board on a clock that the test moves in steps of the board's own tick. */
function boardOnClock(): { board: RowBoard; sent: (EngineLine & { atMs: number })[]; advance: (ms: number) => void } {
  const sent: (EngineLine & { atMs: number })[] = [];
  let nowMs = 0;
  const board = new RowBoard({ monotonicMs: () => nowMs, send: (line) => sent.push({ ...line, atMs: nowMs }) });
  const advance = (ms: number): void => {
    for (const end = nowMs + ms; nowMs < end;) {
      nowMs += 50;
      board.tick();
    }
  };
  return { board, sent, advance };
}

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ urn: `urn-${index}`, line: (nowMs) => `at ${nowMs}` }));

const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

it("says a changed row at once, and an unchanged one again after 15 s", () => {
  const { board, sent, advance } = boardOnClock();
  const [row] = rows(1);
  board.changed(row as Row);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0]);
  advance(31_000);
  expect(sent.map(({ atMs }) => atMs)).toEqual([0, 15_000, 30_000]);
  board.close(row as Row, undefined);
});

it("never says more than 20 lines in any second, whatever changes, and lets every row have its turn", () => {
  const { board, sent, advance } = boardOnClock();
  const many = rows(400);
  for (let second = 0; second < 40; second += 1) {
    many.forEach((row) => board.changed(row));
    advance(1_000);
  }
  for (const { atMs } of sent) {
    const inSecond = sent.filter((line) => line.atMs >= atMs && line.atMs < atMs + 1_000);
    expect(inSecond.length).toBeLessThanOrEqual(20);
  }
  expect(new Set(sent.map(({ urn }) => urn)).size).toBe(400);
  many.forEach((row) => board.close(row, undefined));
});

it("ends a row with its closing line, and runs no timer without rows", () => {
  const { board, sent } = boardOnClock();
  const [row] = rows(1);
  const timersBefore = timers();
  board.changed(row as Row);
  expect(timers()).toBe(timersBefore + 1);
  board.close(row as Row, "bound");
  board.close(row as Row, "said only once");
  expect(sent.map(({ text }) => text)).toEqual(["at 0", "bound"]);
  expect(timers()).toBe(timersBefore);
});
