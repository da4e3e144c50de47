import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { missingLines, readmeSteps, wordsOf } from "../support/readmeSteps";
import { type EngineCommand, Stack } from "../support/stack";

const WEB = "11111111-1111-4111-8111-111111111111";
const DB = "33333333-3333-4333-8333-333333333333";
const PASSWORDS = ["Web-1-Password", "Web-2-Password"];

/** What a README tells to happen elsewhere, before the block of commands of this number (from 0). */
type Elsewhere = Readonly<Record<number, (emulator: Emulator) => void>>;

const EXAMPLES: Readonly<Record<string, Elsewhere>> = {
  "rotate-keys": {},
  "hosted-keys-no-secrets-in-state": {},
  "stopped-server": {
    1: ({ control }) => void control.putServer(DB, { status: "ACTIVE" }),
    2: ({ control }) => void control.putServer(DB, { status: "SHUTOFF" }),
  },
  "import-existing-key": {},
  drift: {
    1: ({ control }) => void control.putServer(WEB, { keyPairName: "legacy" }),
    4: ({ control }) => void control.putServer(WEB, { keyPairName: null }),
  },
  "failed-task": {},
  "many-servers": {},
  "doomed-server": {},
};

let emulator: Emulator;
let stack: Stack;

beforeEach(async () => {
  emulator = await startTestEmulator({ requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
});

it.each(Object.entries(EXAMPLES))("%s does what its README tells", async (name, elsewhere) => {
  const folder = resolve(__dirname, "../../examples", name);
  stack = await Stack.create({
    program: { folder },
    config: configFor(emulator.credentials),
    environment: { KPS_TEST_TIME_SCALE: "0.1" },
  });
  const exported: Record<string, string> = {};
  let output = "";
  let block = 0;
  for (const step of readmeSteps(readFileSync(join(folder, "README.md"), "utf8"))) {
    if ("expected" in step) {
      expect({ missing: missingLines(step.expected, output), output }).toEqual({ missing: [], output });
      continue;
    }
    elsewhere[block]?.(emulator);
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
        settings.push([key, value.replace("~/.ssh", stack.directory)]);
      } else if (command === "pulumi" && !line.includes("kps:region") && !line.includes("stack init")) {
        await stack.setConfig(Object.fromEntries(settings.splice(0)));
        output = await pulumi(words, folder, exported);
      } else if (!/^(npm install|pulumi (config set kps:region|stack init))/.test(line)) {
        throw new Error(`${name}/README.md: what does this mean: ${line}`);
      }
    }
  }
  const { text } = await stack.state({ showSecrets: true });
  expect([...PASSWORDS, "BEGIN OPENSSH PRIVATE KEY"].filter((secret) => text.includes(secret))).toEqual([]);
});

/** Runs one command line of a README; what it prints. Commands may fail: the README then tells how. */
async function pulumi(
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
