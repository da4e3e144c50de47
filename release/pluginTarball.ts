import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const manifest = z.object({ version: z.string() });

/** What the plugin is made of, beside the executable that starts it. */
const PARTS = ["dist/bundle/plugin.js", "dist/bundle/LICENSES.txt", "schema.json", "package.json", "LICENSE"];

const EXECUTABLES = {
  "pulumi-resource-kps": '#!/usr/bin/env node\nrequire("./dist/bundle/plugin.js");\n',
  "pulumi-resource-kps.cmd": '@node "%~dp0pulumi-resource-kps" %*\n',
};

/**
 * Makes the file that `pulumi plugin install resource kps <version> --file` takes: the plugin alone, with its executable at
 * the root, the same for every system that has Node.js.
 * @param packageFolder the package, built or unpacked
 * @param folder where the file is put
 * @returns its path
 */
export function pluginTarball(packageFolder: string, folder: string): string {
  const { version } = manifest.parse(JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")));
  const content = join(folder, "plugin");
  for (const part of PARTS) {
    mkdirSync(dirname(join(content, part)), { recursive: true });
    cpSync(join(packageFolder, part), join(content, part));
  }
  for (const [name, text] of Object.entries(EXECUTABLES)) {
    writeFileSync(join(content, name), text);
    chmodSync(join(content, name), 0o755);
  }
  const tarball = join(folder, `pulumi-resource-kps-v${version}.tar.gz`);
  execFileSync("tar", ["-czf", tarball, "-C", content, "."]);
  return tarball;
}
