import { plainText } from "./plainText";
import type { Paint, Style } from "./styles";
import { textWidth } from "./textWidth";
import { wrapText } from "./wrapText";

/** A column of a table of `T`s. */
export interface Column<T> {
  readonly title: string;
  readonly text: (row: T) => string;
  readonly style?: (row: T) => Style | undefined;
  /** Where there is no room for all columns, those of the lowest rank are left out first. */
  readonly rank: number;
  /** Wrapped down to this width; absent: never wrapped, as ids and names are to be copied. */
  readonly least?: number;
}

/** A table as lines, and the titles of the columns there was no room for. */
export interface FittedTable {
  readonly lines: readonly string[];
  readonly leftOut: readonly string[];
}

interface Measured<T> {
  readonly column: Column<T>;
  readonly cells: readonly string[];
  readonly natural: number;
  readonly least: number;
}

const gap = 2;

/**
 * Lays rows out under their titles. No line is wider than `width` columns: texts are wrapped, then columns left out.
 * Without a width every row is one line. Nothing is ever cut off.
 */
export function fitTable<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  width: number | undefined,
  paint: Paint,
): FittedTable {
  const all = columns.map((column) => measured(column, rows));
  const shown = width === undefined ? all : thatFit(all, width);
  const widths = width === undefined ? shown.map(({ natural }) => natural) : widthsOf(shown, width);
  const line = (cells: readonly string[], styles: readonly (Style | undefined)[]): string[] =>
    painted(cells, widths, styles, paint);
  const head = line(
    shown.map(({ column }) => column.title),
    shown.map(() => "bold"),
  );
  const body = rows.flatMap((row, index) =>
    line(
      shown.map(({ cells }) => cells[index] ?? ""),
      shown.map(({ column }) => column.style?.(row)),
    ),
  );
  const leftOut = all.filter((one) => !shown.includes(one)).map(({ column }) => column.title);
  return { lines: [...head, ...body], leftOut };
}

function measured<T>(column: Column<T>, rows: readonly T[]): Measured<T> {
  const cells = rows.map((row) => plainText(column.text(row)));
  const natural = cells.reduce((most, cell) => Math.max(most, textWidth(cell)), textWidth(column.title));
  return { column, cells, natural, least: Math.min(natural, column.least ?? natural) };
}

function thatFit<T>(all: readonly Measured<T>[], width: number): readonly Measured<T>[] {
  const shown = [...all];
  const needed = (): number => shown.reduce((sum, { least }) => sum + least + gap, -gap);
  while (shown.length > 1 && needed() > width) {
    const lowest = shown.reduce((low, one) => (one.column.rank < low.column.rank ? one : low));
    shown.splice(shown.indexOf(lowest), 1);
  }
  return shown;
}

/** What is to spare goes to the columns that are wrapped, to those first that need little. */
function widthsOf<T>(shown: readonly Measured<T>[], width: number): number[] {
  let spare = width - shown.reduce((sum, { least }) => sum + least + gap, -gap);
  const extra = new Map<Measured<T>, number>();
  for (const one of [...shown].sort((a, b) => a.natural - a.least - (b.natural - b.least))) {
    const more = Math.min(one.natural - one.least, Math.max(0, spare));
    extra.set(one, more);
    spare -= more;
  }
  return shown.map((one) => Math.min(one.least + (extra.get(one) ?? 0), Math.max(1, width)));
}

function painted(
  cells: readonly string[],
  widths: readonly number[],
  styles: readonly (Style | undefined)[],
  paint: Paint,
): string[] {
  const wrapped = cells.map((cell, index) => wrapText(cell, widths[index] ?? 1));
  const height = wrapped.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: height }, (_, row) =>
    wrapped
      .map((lines, index) => {
        const text = lines[row] ?? "";
        const padding = index === cells.length - 1 ? 0 : (widths[index] ?? 0) - textWidth(text) + gap;
        return paint(styles[index], text) + " ".repeat(padding);
      })
      .join("")
      .trimEnd(),
  );
}
