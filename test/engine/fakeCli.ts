import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes shell scripts that answer like a Pulumi CLI of some version. */
export async function writeFakeCli(
  binDirectory: string,
  version: string,
  names: readonly string[] = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"],
): Promise<void> {
  for (const name of names) {
    await writeExecutable(join(binDirectory, name), `echo v${version}`);
  }
}

/** Writes one executable shell script. */
export async function writeExecutable(path: string, body: string): Promise<void> {
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
}
