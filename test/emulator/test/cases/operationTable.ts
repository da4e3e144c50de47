import { markdownTable } from "./markdownTable";
import type { Column, OperationCase } from "./operationCase";
import { operationCases } from "./operationCases";

const columns: Column[] = ["success", "documented errors", "unknown object", "malformed body"];

/** The README's table: each API with the answers its cases expect. */
export function operationTable(): string {
  const rows = Object.entries(operationCases).map(([name, cases]) => [name, ...columns.map((one) => cell(cases, one))]);
  return markdownTable(["operation", ...columns], rows);
}

function cell(cases: OperationCase[], column: Column): string {
  const answers = cases
    .filter((one) => one.column === column)
    .map((one) => `${one.title}: ${one.status}${one.code === undefined ? "" : ` ${one.code}`}`);
  return answers.length === 0 ? "-" : answers.join("; ");
}
