import { cpSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Emulator } from "../emulator/src/index";
import { configFor, startTestEmulator } from "../support/emulator";
import { compileGo, generatedSdk, goEnvironment, installedSdk } from "../support/generatedSdk";
import { languageTools, pythonEnvironment, testWith } from "../support/languageTest";
import { linkModules, rootModules } from "../support/program";
import { Stack } from "../support/stack";
import { followReadme, storyVariables } from "./followReadme";

const examples = {
  yaml: resolve(__dirname, "../../examples/yaml"),
  python: resolve(__dirname, "../../examples/python"),
  go: resolve(__dirname, "../../examples/go"),
};

let emulator: Emulator;
let stack: Stack;
let made: string | undefined;

beforeEach(async () => {
  emulator = await startTestEmulator({ requestsPerMinute: 0, ecsRequestsPerMinute: 0 });
});
afterEach(async () => {
  await stack.dispose();
  await emulator.close();
  if (made !== undefined) {
    rmSync(made, { recursive: true, force: true });
    made = undefined;
  }
});

async function follow(language: keyof typeof examples, folder: string, environment: Readonly<Record<string, string>>) {
  stack = await Stack.create({
    program: { projectFile: join(folder, "Pulumi.yaml") },
    project: `quickstart-${language}`,
    config: configFor(emulator.credentials),
    tools: languageTools(language),
    environment: { ...storyVariables, ...environment },
  });
  await followReadme(examples[language], stack);
  const posts = emulator.control
    .requests()
    .filter(({ accepted, operation }) => accepted && /ociateKeypair$/.test(operation));
  expect(posts).toHaveLength(6);
  const { text } = await stack.state({ showSecrets: true });
  expect(["Web-1-Password", "BEGIN OPENSSH"].filter((secret) => text.includes(secret))).toEqual([]);
}

testWith("yaml")("yaml does what its README tells", () => follow("yaml", examples.yaml, {}));

testWith("python")("python does what its README tells", async () => {
  const { folder, sdk } = await generatedSdk("python");
  made = folder;
  await follow("python", examples.python, pythonEnvironment(installedSdk(sdk, folder)));
});

testWith("go")(
  "go does what its README tells",
  async () => {
    const { folder, sdk } = await generatedSdk("go");
    made = folder;
    const program = join(folder, "examples", "go");
    await linkModules(folder, rootModules);
    cpSync(examples.go, program, { recursive: true });
    cpSync(sdk, join(program, "sdk/go"), { recursive: true });
    compileGo(program);
    await follow("go", program, goEnvironment());
  },
  900_000,
);
