import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operationTable } from "./cases/operationTable";
import { quirkTable } from "./cases/quirkTable";

const readme = readFileSync(join(__dirname, "..", "README.md"), "utf8");

it.each([
  ["operations, as their tests expect them", operationTable()],
  ["quirks, as the emulator knows them", quirkTable()],
])("the README shows the table of %s", (_title, table) => {
  expect(readme).toContain(table);
});
