import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { packFolder } from "../packProvider";
import { run, writePackage } from "./install";
import type { Place } from "./setUp";

/** Packs a library that declares the resources; returns the absolute path of its tarball. */
export async function packLibrary(
  place: Place,
  text: string,
  dependencies: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = join(place.folder, "library");
  const peerDependencies = { "@pulumi/pulumi": "^3.0.0" };
  await writePackage(folder, { name: "@acme/servers", dependencies, peerDependencies }, { "index.js": text });
  return packFolder(folder, place.folder);
}

/** The packed provider as another version of itself; returns the absolute path of its tarball. */
export async function packedAs(place: Place, version: string): Promise<string> {
  const folder = join(place.folder, "other-version");
  await mkdir(folder);
  await run("tar", ["-xzf", place.tarball, "-C", folder, "--strip-components=1"], place.folder, place);
  const file = join(folder, "package.json");
  const manifest = z.record(z.string(), z.unknown()).parse(JSON.parse(await readFile(file, "utf8")));
  await writeFile(file, JSON.stringify({ ...manifest, version }));
  return packFolder(folder, place.folder);
}
