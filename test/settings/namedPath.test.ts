import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { namedPath } from "../../provider/src/settings/namedPath";
import { projectDirectoryOf } from "../../provider/src/settings/projectDirectory";
import { environmentOf } from "../support/memoryFiles";
import { temporaryFolder } from "../support/temporaryFolder";

const folder = temporaryFolder();

test("the nearest project at or above a folder is found; without one it is the folder itself", () => {
  const program = join(folder(), "outer", "inner", "dist", "src");
  mkdirSync(program, { recursive: true });
  expect(projectDirectoryOf(program)).toBe(program);
  writeFileSync(join(folder(), "outer", "Pulumi.yaml"), "");
  expect(projectDirectoryOf(program)).toBe(join(folder(), "outer"));
  writeFileSync(join(folder(), "outer", "inner", "Pulumi.yml"), "");
  expect(projectDirectoryOf(program)).toBe(join(folder(), "outer", "inner"));
});

test("relative paths begin there, and where release 0.1.0 had them is known", () => {
  const environment = { ...environmentOf(), workingDirectory: "/work/project/dist" };

  expect(namedPath("keys/a", environment)).toEqual({
    path: "/work/project/keys/a",
    before: "/work/project/dist/keys/a",
  });
  expect(namedPath("../a", environment)).toEqual({ path: "/work/a", before: "/work/project/a" });
  expect(namedPath("/etc/a", environment)).toEqual({ path: "/etc/a" });
  expect(namedPath("a", environmentOf())).toEqual({ path: "/work/project/a" });
});
