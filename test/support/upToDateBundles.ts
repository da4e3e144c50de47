import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const provider = join(__dirname, "../../provider");

/** Before the first test: makes the bundled files anew if a source is newer than they are. Tests run what is published. */
export default function upToDateBundles(): void {
  const bundle = join(provider, "dist/bundle/runtime.js");
  if (!existsSync(bundle) || newest(join(provider, "src")) > statSync(bundle).mtimeMs) {
    execFileSync(process.execPath, [join(provider, "bundle.mjs")], { stdio: "inherit" });
  }
}

/** When a file below a folder was changed last, in ms since 1970. */
function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  return Math.max(...files.map((path) => statSync(join(folder, path)).mtimeMs));
}
