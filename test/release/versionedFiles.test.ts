import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readSchema } from "../../docs/schemaFile";
import { versionedFiles } from "../../release/versionedFiles";

const root = resolve(__dirname, "../..");

test("package, schema, emulator, examples and lock file tell one version: `npm run set-version` writes them", () => {
  expect([...versionedFiles(root, readSchema().version).keys()]).toEqual([]);
});

test("another version changes just the lines that tell it", () => {
  const changed = versionedFiles(root, "9.8.7");
  expect([...changed.keys()]).toEqual(
    expect.arrayContaining(["provider/package.json", "test/emulator/package.json", "examples/go/package.json"]),
  );
  for (const [path, text] of changed) {
    const before = readFileSync(resolve(root, path), "utf8").split("\n");
    const lines = text.split("\n").filter((line, index) => line !== before[index]);
    expect(lines).not.toEqual([]);
    expect(lines.filter((line) => !line.includes("9.8.7"))).toEqual([]);
  }
});
