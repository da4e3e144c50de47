/** Lines of a table whose columns end below each other. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) => row.map((cell, index) => cell.padStart(widths[index] ?? 0)).join("  "));
}
