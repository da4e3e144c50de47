import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/**
 * What a stack runs: a text, a folder that is run where it is, a Pulumi.yaml with the program it names, or one by itself.
 * JavaScript starts faster, as nothing is compiled.
 */
export type Program =
  | { readonly javascript: string }
  | {
      readonly folder: string;
      /** Default: true, Pulumi compiles it. */
      readonly typescript?: boolean;
      /** Arguments for Node.js, such as `--import=tsx`. */
      readonly nodeArguments?: string;
    }
  | { readonly projectFile: string }
  /** The text of a Pulumi.yaml that is a program by itself; further files by their names. */
  | { readonly pulumiYaml: string; readonly files?: Readonly<Record<string, string>> };

/** The node_modules of this checkout, where the workspaces are linked. */
export const rootModules = resolve(__dirname, "../../node_modules");

/**
 * Writes (or writes over) a Pulumi project.
 *
 * @param directory an existing folder
 * @param project the project's name, part of every URN; a Pulumi.yaml has its own
 */
export async function writeProject(directory: string, project: string, program: Program): Promise<void> {
  if ("pulumiYaml" in program) {
    const files = { "Pulumi.yaml": program.pulumiYaml, ...program.files };
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(directory, name), text)));
    return;
  }
  if ("projectFile" in program) {
    const text = await readFile(program.projectFile, "utf8");
    const absolute = (_line: string, key: string, path: string): string =>
      `${key}: ${resolve(dirname(program.projectFile), path)}`;
    await writeFile(join(directory, "Pulumi.yaml"), text.replaceAll(/(?<=^ *)(main|path): *(.*)$/gm, absolute));
    return;
  }
  const typescript = "folder" in program && (program.typescript ?? true);
  const main = "folder" in program ? resolve(program.folder) : join(directory, "program");
  const lines = [
    `name: ${project}`,
    "runtime:",
    "  name: nodejs",
    "  options:",
    `    typescript: ${typescript}`,
    ...("folder" in program && program.nodeArguments !== undefined ? [`    nodeargs: ${program.nodeArguments}`] : []),
    `main: ${JSON.stringify(main)}`,
  ];
  await writeFile(join(directory, "Pulumi.yaml"), `${lines.join("\n")}\n`);
  if ("folder" in program) {
    return;
  }
  await rm(main, { recursive: true, force: true });
  await mkdir(main);
  await writeFile(join(main, "index.js"), program.javascript);
  await writeFile(join(main, "package.json"), JSON.stringify({ name: project, private: true, main: "index.js" }));
}

/** Lets a project's program resolve its packages from a `node_modules` elsewhere. */
export async function linkModules(directory: string, modules: string): Promise<void> {
  const link = join(directory, "node_modules");
  await rm(link, { force: true });
  await symlink(resolve(modules), link);
}
