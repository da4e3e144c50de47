import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { Cell, ModuleSettings } from "./cells";
import { askRegistry, npmInstall } from "./npm";

const moduleOptions: Readonly<Record<ModuleSettings, Readonly<Record<string, string>>>> = {
  commonjs: { module: "commonjs", moduleResolution: "node" },
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
};

/** As `pulumi new typescript` writes them; declaration files are checked as well. */
const commonOptions = {
  strict: true,
  target: "es2020",
  types: ["node"],
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  forceConsistentCasingInFileNames: true,
};

const manifest = z.object({ version: z.string() });

/** The packages that a cell chooses, with `locked` as the version it stands for. */
async function packagesOf(cell: Cell): Promise<Readonly<Record<"@pulumi/pulumi" | "typescript", string>>> {
  const lock = z.object({ packages: z.object({ "node_modules/@pulumi/pulumi": manifest }) });
  const text = await readFile(resolve(__dirname, "../../package-lock.json"), "utf8");
  const locked = lock.parse(JSON.parse(text)).packages["node_modules/@pulumi/pulumi"].version;
  return { "@pulumi/pulumi": cell.sdk === "locked" ? locked : cell.sdk, typescript: cell.typescript };
}

/** Writes a user's project: package.json, tsconfig.json and the program. */
export async function writeUserProject(folder: string, cell: Cell, tarball: string): Promise<void> {
  const { typescript, ...dependencies } = await packagesOf(cell);
  await mkdir(folder);
  await cp(join(__dirname, "program"), folder, { recursive: true });
  const packageJson = {
    name: "matrix",
    private: true,
    main: "index.ts",
    dependencies: { ...dependencies, "pulumi-huaweicloud-kps": `file:${tarball}` },
    devDependencies: { typescript, "@types/node": "^20.19.0" },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(packageJson));
  const compilerOptions = { ...commonOptions, ...moduleOptions[cell.modules] };
  const files = ["index.ts", "typings.ts"];
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
}

/** Installs what the project asks for. Throws as {@link askRegistry} and {@link npmInstall} do. */
export async function installUserProject(folder: string, cell: Cell, path: string): Promise<void> {
  await askRegistry(await packagesOf(cell), { folder, path });
  await npmInstall({ folder, path });
}

/** The version of a package that is installed in a project. */
export async function installedVersion(folder: string, name: string): Promise<string> {
  const text = await readFile(join(folder, "node_modules", name, "package.json"), "utf8");
  return manifest.parse(JSON.parse(text)).version;
}
