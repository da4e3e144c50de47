import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generateSdk, sdkLanguages } from "./generateSdk";
import { packedPlugin } from "./packedPlugin";

/** `npm run sdks -- <folder>`: the SDK of every language, from the package as it would be published. */
async function main(): Promise<number> {
  const [folder = "sdk"] = process.argv.slice(2);
  const work = mkdtempSync(join(tmpdir(), "kps-release-"));
  try {
    const plugin = packedPlugin(work);
    let missing = 0;
    for (const language of sdkLanguages) {
      const made = await generateSdk(language, plugin, resolve(folder));
      missing += typeof made === "string" ? 0 : 1;
      process.stdout.write(`${language}: ${typeof made === "string" ? made : `left out: ${made.refused}`}\n`);
    }
    return missing === 0 ? 0 : 1;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

void main().then((code) => {
  process.exitCode = code;
});
