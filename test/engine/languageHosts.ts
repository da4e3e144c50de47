import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, chmod, copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { buildPiece, checkGo } from "./buildPiece";
import { cacheDirectory } from "./cacheDirectory";
import type { Refusal } from "./cli";
import type { GetCliOptions } from "./getCli";
import type { GoPiece } from "./goInstall";
import { publish } from "./publish";
import { javaHostVersion, languageHostVersion, yamlHostVersion } from "./versions";

const run = promisify(execFile);

/** Languages that programs of tests and examples are written in or SDKs are made for, beside that of Node. */
export type Language = "yaml" | "python" | "go" | "java" | "dotnet";

interface LanguageHost {
  readonly piece: GoPiece;
  /** Files that belong beside it, by their paths in the module `sdk/v3`. */
  readonly beside: readonly string[];
}

const moduleOf = (name: string): string => join(__dirname, name);

const hosts: Readonly<Record<Language, LanguageHost>> = {
  yaml: {
    piece: {
      name: "pulumi-language-yaml",
      moduleDirectory: __dirname,
      version: yamlHostVersion,
      package: `github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml@v${yamlHostVersion}`,
    },
    beside: [],
  },
  python: {
    piece: {
      name: "pulumi-language-python",
      moduleDirectory: moduleOf("pulumi-language-python"),
      version: languageHostVersion,
      notInChecksumDatabase: "github.com/pulumi/pulumi/sdk/python/cmd/pulumi-language-python/v3",
    },
    beside: ["python/cmd/pulumi-language-python-exec"],
  },
  go: {
    piece: {
      name: "pulumi-language-go",
      moduleDirectory: moduleOf("pulumi-language-go"),
      version: languageHostVersion,
      notInChecksumDatabase: "github.com/pulumi/pulumi/sdk/go/pulumi-language-go/v3",
    },
    beside: [],
  },
  java: {
    piece: {
      name: "pulumi-language-java",
      moduleDirectory: moduleOf("pulumi-language-java"),
      version: javaHostVersion,
      notInChecksumDatabase: "github.com/pulumi/pulumi-java/pkg",
    },
    beside: [],
  },
  dotnet: {
    // Only makes SDKs: Pulumi's own host is no module of Go's proxy.
    piece: {
      name: "pulumi-language-dotnet",
      moduleDirectory: moduleOf("pulumi-language-dotnet"),
      version: languageHostVersion,
      package: ".",
    },
    beside: [],
  },
};

/**
 * The folder that holds the language host of a language: the one beside the CLI, else the cached one, else
 * one that is built, which takes a minute and says so on the log.
 * @param cliDirectory the folder of the CLI
 * @param options.build false where it is only to be looked for
 * @returns the folder, or why there is none
 */
export async function getLanguageHost(
  language: Language,
  cliDirectory: string,
  options: GetCliOptions & { readonly build?: boolean } = {},
): Promise<string | Refusal> {
  const { environment = process.env, log = (line) => void process.stderr.write(`${line}\n`), build = true } = options;
  const { piece, beside } = hosts[language];
  const probe = (folder: string) => probeFiles(folder, piece, beside);
  const target = join(dirname(cacheDirectory(environment)), piece.name, piece.version);
  for (const folder of [cliDirectory, join(target, "bin")]) {
    if (!("refused" in (await probe(folder)))) {
      return folder;
    }
  }
  if (!build) {
    return { refused: "it has not been built here (npm run sdks does)" };
  }
  const unfit = await checkGo(environment);
  if (unfit !== undefined) {
    return unfit;
  }
  log(`building ${piece.name} ${piece.version} from Go modules: a minute the first time`);
  const fill = async (staging: string): Promise<Refusal | undefined> => {
    const bin = join(staging, "bin");
    const refusal = await buildPiece(piece, bin, { environment, log });
    if (refusal !== undefined || beside.length === 0) {
      return refusal;
    }
    const list = ["list", "-m", "-f", "{{.Dir}}", "github.com/pulumi/pulumi/sdk/v3"];
    const { stdout } = await run("go", list, { cwd: piece.moduleDirectory, env: environment });
    for (const path of beside) {
      const copy = join(bin, path.split("/").at(-1) ?? path);
      await copyFile(join(stdout.trim(), path), copy);
      await chmod(copy, 0o755);
    }
    return undefined;
  };
  const built = await publish(target, fill, probe);
  return "refused" in built ? built : join(target, "bin");
}

async function probeFiles(
  folder: string,
  piece: GoPiece,
  beside: readonly string[],
): Promise<{ version: string } | Refusal> {
  for (const name of [piece.name, ...beside.map((path) => path.split("/").at(-1) ?? path)]) {
    try {
      await access(join(folder, name), constants.X_OK);
    } catch {
      return { refused: `there is no executable ${name} in ${folder}` };
    }
  }
  return { version: piece.version };
}
