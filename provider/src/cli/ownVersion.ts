import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The version of this package, as its package.json says. */
export function ownVersion(): string {
  const text = readFileSync(join(__dirname, "../../package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
