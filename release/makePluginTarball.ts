import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { packedPlugin } from "./packedPlugin";
import { pluginTarball } from "./pluginTarball";

/** `npm run plugin-tarball -- <folder>`: the plugin by itself, from the package as it would be published. */
const [folder = "."] = process.argv.slice(2);
const work = mkdtempSync(join(tmpdir(), "kps-release-"));
try {
  const tarball = pluginTarball(dirname(dirname(packedPlugin(work))), work);
  mkdirSync(folder, { recursive: true });
  const target = resolve(folder, basename(tarball));
  copyFileSync(tarball, target);
  process.stdout.write(`${target}\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
