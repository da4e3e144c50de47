/** The Pulumi CLI the project builds, downloads and caches. */
export const cliVersion = "3.250.0";

/** The Node language host built with it: the newest that compiles against what the Go module proxy serves. */
export const languageHostVersion = "3.192.0";

/** The YAML language host, which has versions of its own. */
export const yamlHostVersion = "1.25.0";

/** The Java language host, which has versions of its own. */
export const javaHostVersion = "1.16.0";

/**
 * What Python programs of tests stand on: Pulumi's SDK in the version of the one for Node, what SDKs of plugins need beside
 * it, what checks types, and what installs SDKs.
 */
export const pythonPackages = {
  pulumi: "3.248.0",
  parver: "1.0.1.post0",
  mypy: "2.4.1",
  setuptools: "80.9.0",
} as const;

/** The oldest CLI taken from PATH: the first that lets a dynamic provider return inputs from `read`. */
export const oldestCliVersion = "3.216.0";

/** The oldest Go that builds the CLI, as its go.mod says. */
export const oldestGoVersion = "1.25.11";

/**
 * Compares dotted versions by their first three numbers; a leading `v` or `go` and a pre-release text are ignored.
 *
 * @returns true when `version` is `oldest` or newer; false also when `version` holds no version number
 */
export function isAtLeast(version: string, oldest: string): boolean {
  const have = numbersOf(version);
  const want = numbersOf(oldest);
  if (have === undefined || want === undefined) {
    return false;
  }
  for (const [index, wanted] of want.entries()) {
    const present = have[index] ?? 0;
    if (present !== wanted) {
      return present > wanted;
    }
  }
  return true;
}

function numbersOf(text: string): number[] | undefined {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found?.slice(1).map((part: string | undefined) => Number(part ?? 0));
}
