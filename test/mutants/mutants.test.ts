import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mutants } from "./mutants";

const sources = join(__dirname, "../../provider/src");

it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  "can still be seeded: %s",
  (_name, { file, find, replace }) => {
    const source = readFileSync(join(sources, file), "utf8");
    expect(source.split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
  },
);
