import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { versionedFiles } from "./versionedFiles";

/** `npm run set-version -- <version>`: gives everything that is released one version. */
const [version = ""] = process.argv.slice(2);
if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
  throw new Error(`npm run set-version -- <version>, such as 1.2.3; not "${version}"`);
}
const root = resolve(__dirname, "..");
for (const [path, text] of versionedFiles(root, version)) {
  writeFileSync(join(root, path), text);
  process.stdout.write(`${path}\n`);
}
