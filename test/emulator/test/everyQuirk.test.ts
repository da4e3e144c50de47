import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { quirksSchema } from "../src/world/quirks";

const tests = readdirSync(__dirname)
  .filter((name) => name.endsWith(".test.ts") && name !== basename(__filename))
  .map((name) => readFileSync(join(__dirname, name), "utf8"))
  .join("\n");

it("some test here sets each of the quirks", () => {
  const unset = Object.keys(quirksSchema.shape).filter((name) => !new RegExp(`\\b${name}:|\\["${name}"`).test(tests));
  expect(unset).toEqual([]);
});
