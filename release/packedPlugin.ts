import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { packProvider } from "../test/matrix/packProvider";

/** Packs the built package as it would be published and unpacks it below a folder; the path of the plugin in it. */
export function packedPlugin(folder: string): string {
  const unpacked = join(folder, "package");
  mkdirSync(unpacked, { recursive: true });
  execFileSync("tar", ["-xzf", packProvider(folder), "-C", unpacked, "--strip-components=1"]);
  return join(unpacked, "bin", "pulumi-resource-kps");
}
