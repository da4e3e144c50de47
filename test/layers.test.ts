import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type SourceText, violations } from "./layers/violations";

const root = resolve(__dirname, "..");

/** All TypeScript below a folder of the repository, without what is installed or built. */
function sourcesBelow(folder: string): SourceText[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return ["node_modules", "dist"].includes(entry.name) ? [] : sourcesBelow(path);
    }
    return entry.name.endsWith(".ts") ? [{ path, text: readFileSync(join(root, path), "utf8") }] : [];
  });
}

test("imports run downwards, files stay small, exports are named", () => {
  const sources = ["provider/src", "test", "examples"].flatMap(sourcesBelow);
  expect(sources.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["provider/src/index.ts", "test/emulator/src/index.ts", "test/layers.test.ts"]),
  );
  expect(violations(sources)).toEqual([]);
});
