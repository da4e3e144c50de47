import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { askRegistry, npmInstall } from "./npm";

/**
 * The folder with the `node` of a cell.
 *
 * @param version a version, a line such as `24`, or `this` for the one that runs the tests
 * @param folder where to install it; is made
 * @throws UnavailableError when the registry does not give it
 */
export async function installNode(version: string, folder: string): Promise<string> {
  if (version === "this") {
    return dirname(process.execPath);
  }
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const place = { folder, path: process.env["PATH"] ?? "" };
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies: { [name]: version } }));
  await askRegistry({ [name]: version }, place);
  await npmInstall(place);
  return join(folder, "node_modules", name, "bin");
}
