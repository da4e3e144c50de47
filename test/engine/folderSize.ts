import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Bytes of all files below a folder; what disappears while it is read counts as nothing. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? folderSize(path) : await stat(path).then((file) => file.size, nothing);
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

function nothing(): number {
  return 0;
}
