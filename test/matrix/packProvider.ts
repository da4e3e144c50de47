import { execFileSync } from "node:child_process";
import { join, resolve } from "node:path";
import { z } from "zod";

const packed = z.tuple([z.object({ filename: z.string() })]);

/** Packs the built provider as it would be published; returns the absolute path of the tarball. */
export function packProvider(folder: string): string {
  return packFolder(resolve(__dirname, "../../provider"), folder);
}

/** Packs a package as it stands in a folder; returns the absolute path of the tarball. */
export function packFolder(packageFolder: string, destination: string): string {
  const output = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", destination], {
    cwd: packageFolder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return join(destination, packed.parse(JSON.parse(output))[0].filename);
}
