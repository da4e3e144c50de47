import { existsSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { format } from "prettier";
import { readSchema } from "../docs/schemaFile";
import { configFor } from "../test/support/emulator";
import { onPluginIn, recordedOf, statesFolder, worldToRecord } from "../test/support/recordedRelease";
import { Stack } from "../test/support/stack";

type Front = keyof typeof recordedOf;

/**
 * `npm run record-state`: keeps in test/states what this version leaves on both fronts, through the real engine, for the tests
 * of later versions. What is there already stays.
 */
async function main(): Promise<void> {
  const { version } = readSchema();
  for (const [front, name] of [["classes", version] as const, ["plugin", `${version}-plugin`] as const]) {
    const file = join(statesFolder, `${name}.json`);
    const there = existsSync(file);
    if (!there) {
      writeFileSync(file, await format(await recorded(front), { parser: "json", printWidth: 120 }));
    }
    process.stdout.write(`${file}: ${there ? "was there" : "recorded"}\n`);
  }
}

/** The state that the program of a front leaves in an emulator. */
async function recorded(front: Front): Promise<string> {
  const world = await worldToRecord();
  const stack = await Stack.create({
    program: { javascript: recordedOf[front].asRecorded },
    project: "release",
    config: configFor(world.emulator.credentials),
    environment: { ...world.environment, KPS_TEST_TIME_SCALE: "0.1" },
  });
  try {
    if (front === "plugin") {
      await stack.setProgram({ pulumiYaml: onPluginIn(resolve(__dirname, "../provider/bin")) });
    }
    const { summary, stderr } = await stack.up();
    if (summary["create"] !== 5) {
      throw new Error(`everything but the bind that fails was to be made, not ${JSON.stringify(summary)}: ${stderr}`);
    }
    const state = world.named(withoutPositions((await stack.state({ showSecrets: true })).text));
    const foreign = [stack.directory, homedir(), resolve(__dirname, "..")].filter((path) => state.includes(path));
    if (foreign.length > 0) {
      throw new Error(`the state names paths of this machine: ${foreign.join(", ")}`);
    }
    return state;
  } finally {
    await stack.dispose();
    await world.emulator.close();
  }
}

/** The engine also keeps where in the files of this machine each resource was declared. */
function withoutPositions(state: string): string {
  const kept: unknown = JSON.parse(state, (key, value: unknown) =>
    key === "sourcePosition" || key === "stackTrace" ? undefined : value,
  );
  return JSON.stringify(kept);
}

void main();
