import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { z } from "zod";

const packed = z.tuple([z.object({ filename: z.string() })]);

/** Packs the built provider as it would be published; returns the absolute path of the tarball. */
export function packProvider(folder: string): string {
  const output = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
    cwd: resolve(__dirname, "../../provider"),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return join(folder, packed.parse(JSON.parse(output))[0].filename);
}
