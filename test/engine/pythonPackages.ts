import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheDirectory } from "./cacheDirectory";
import type { Refusal } from "./cli";
import type { GetCliOptions } from "./getCli";
import { publish } from "./publish";
import { pythonPackages } from "./versions";

const run = promisify(execFile);

/** A Python that can run Pulumi programs and check their types. */
export interface Python {
  /** The folder of its executable `python3`, which is no version manager's. */
  readonly directory: string;
  /** The folder with Pulumi's SDK, what SDKs of plugins need beside it, and mypy; for PYTHONPATH. */
  readonly packages: string;
}

/**
 * The Python on PATH with what Pulumi programs need and mypy, which are installed into the cache when they are not there yet.
 * @returns it, or why there is none
 */
export async function getPython(options: GetCliOptions = {}): Promise<Python | Refusal> {
  const { environment = process.env, log = (line) => void process.stderr.write(`${line}\n`) } = options;
  const env = environment;
  let executable: string;
  try {
    const { stdout } = await run("python3", ["-c", "import sys; print(sys.executable)"], { env });
    executable = stdout.trim();
  } catch {
    return { refused: "there is no python3 on PATH that works" };
  }
  const target = join(dirname(cacheDirectory(environment)), "python", Object.values(pythonPackages).join("-"));
  const probe = async (folder: string): Promise<{ version: string } | Refusal> => {
    try {
      await Promise.all(Object.keys(pythonPackages).map((name) => access(join(folder, name, "__init__.py"))));
      return { version: pythonPackages.pulumi };
    } catch {
      return { refused: `there are no Python packages in ${folder}` };
    }
  };
  const packages = join(target, "bin");
  const python = { directory: dirname(executable), packages };
  if (!("refused" in (await probe(packages)))) {
    return python;
  }
  const wanted = Object.entries(pythonPackages).map(([name, version]) => `${name}==${version}`);
  log(`installing for Python: ${wanted.join(", ")}`);
  const fill = async (staging: string): Promise<Refusal | undefined> => {
    const install = ["-m", "pip", "install", "--quiet", "--target", join(staging, "bin"), ...wanted];
    try {
      await run(executable, install, { env, timeout: 5 * 60_000 });
      return undefined;
    } catch (error) {
      return { refused: `pip could not install ${wanted.join(", ")}: ${String(error).split("\n").at(-2) ?? ""}` };
    }
  };
  const published = await publish(target, fill, probe);
  return "refused" in published ? published : python;
}
