import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { missingLines, readmeSteps, wordsOf } from "../support/readmeSteps";
import type { EngineCommand, Stack } from "../support/stack";
import { quickPace } from "../support/suiteTimeScale";

/** Variables for a stack that follows a README. The types of all examples are checked at once by `npm run typecheck`. */
export const storyVariables = { ...quickPace, PULUMI_NODEJS_TRANSPILE_ONLY: "true" } as const;

/** What happens elsewhere before the block of commands of this number (from 0): what the README tells, or a look. */
export type Elsewhere = Readonly<Record<number, () => unknown>>;

/** What `~/.ssh` in a README stands for. */
const keyDirectoryOf = (stack: Stack): string => stack.directory;

/**
 * Does what an example's README tells, in order, and expects what it says will be printed. The stack has the example as
 * its program; its sign-in and what stands in `<...>` is left to the caller.
 *
 * @returns all that was printed
 */
export async function followReadme(folder: string, stack: Stack, elsewhere: Elsewhere = {}): Promise<string> {
  const exported: Record<string, string> = {};
  const printed: string[] = [];
  let block = 0;
  for (const step of readmeSteps(readFileSync(join(folder, "README.md"), "utf8"))) {
    if ("expected" in step) {
      const output = printed.at(-1) ?? "";
      expect({ missing: missingLines(step.expected, output), output }).toEqual({ missing: [], output });
      continue;
    }
    await elsewhere[block]?.();
    block += 1;
    const settings: [string, string][] = [];
    for (const line of step.commands) {
      const [command, ...words] = wordsOf(line);
      if (command === "export") {
        for (const word of words) {
          const [key = "", value = ""] = word.split("=");
          exported[key] = value;
        }
      } else if (line.startsWith("pulumi config set ") && !line.includes(" kps:")) {
        const [key = "", value = ""] = words.slice(2).filter((word) => !/^--(path|secret)$/.test(word));
        settings.push([key, value.replace("~/.ssh", keyDirectoryOf(stack))]);
      } else if (command === "pulumi" && !/kps:region|stack init|package gen-sdk/.test(line)) {
        await stack.setConfig(Object.fromEntries(settings.splice(0)));
        printed.push(await pulumi(stack, words, folder, exported));
      } else if (
        !/^(npm install|pip install|go mod|pulumi (config set kps:region|stack init|package gen-sdk))/.test(line)
      ) {
        throw new Error(`${folder}/README.md: what does this mean: ${line}`);
      }
    }
  }
  return printed.join("\n");
}

/** Runs one command line of a README; what it prints. Commands may fail: the README then tells how. */
async function pulumi(
  stack: Stack,
  words: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const [command = "", ...args] = words;
  const pipe = words.indexOf("|");
  if (pipe >= 0) {
    const { stdout } = await stack.run([...words.slice(0, pipe), "--stack", "dev"]);
    const [filter = "", ...rest] = words.slice(pipe + 1);
    const filtered = spawnSync(filter, rest, { cwd: folder, input: stdout, encoding: "utf8" });
    if (filter === "grep") {
      expect(filtered.stdout).toBe("");
    }
    return filtered.stdout;
  }
  if (command === "config") {
    await stack.removeConfig(...args.filter((word) => word !== "rm" && word !== "--path"));
    return "";
  }
  const run = await stack.start(command as EngineCommand, { args, environment }).finished;
  return run.stdout + run.stderr + run.diagnostics.map(({ message }) => message).join("\n");
}
