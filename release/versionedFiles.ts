import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const OWN = /(?<=^ {2}"version": ")[^"]+/m;
const DEPENDENCY = /(?<="pulumi-huaweicloud-kps": "\^)[^"]+/g;
const LOCKED = /(?<=^ {4}"(?:provider|test\/emulator)": \{\n {6}"name": ".*",\n {6}"version": ")[^"]+/gm;

/**
 * The files of the repository that tell the version of a release, as they are under another one: package, plugin schema and
 * emulator, the examples that depend on the package, and the lock file, which npm cannot write before the version is published.
 * @param root the repository
 * @returns new texts by path, only of files that differ
 */
export function versionedFiles(root: string, version: string): Map<string, string> {
  const examples = readdirSync(join(root, "examples")).map((name) => `examples/${name}/package.json`);
  const told = [
    ...["provider/package.json", "provider/schema.json", "test/emulator/package.json"].map(
      (path) => [path, OWN] as const,
    ),
    ...[...examples, "package-lock.json"].map((path) => [path, DEPENDENCY] as const),
    ["package-lock.json", LOCKED] as const,
  ];
  const now = new Map(told.map(([path]) => [path, readFileSync(join(root, path), "utf8")]));
  const then = new Map(now);
  for (const [path, place] of told) {
    then.set(path, (then.get(path) ?? "").replace(place, version));
  }
  return new Map([...then].filter(([path, text]) => text !== now.get(path)));
}
