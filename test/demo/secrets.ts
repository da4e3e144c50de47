import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The secrets whose text stands in the clear in a stack's state.
 *
 * @param state the exported state
 * @param known secrets by a name to show
 * @param keyDirectory folder of private key files, each of which is a secret as well
 */
export async function leakedSecrets(
  state: string,
  known: Readonly<Record<string, string>>,
  keyDirectory: string,
): Promise<string[]> {
  const secrets = Object.entries(known);
  for (const file of await readdir(keyDirectory)) {
    const lines = (await readFile(join(keyDirectory, file), "utf8")).split("\n");
    // One line from the middle of the file: JSON writes the line breaks of a key in another way.
    secrets.push([file, lines[Math.floor(lines.length / 2)] ?? ""]);
  }
  return secrets.filter(([, secret]) => secret !== "" && state.includes(secret)).map(([name]) => name);
}
