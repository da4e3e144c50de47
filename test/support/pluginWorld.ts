import { resolve } from "node:path";
import type { Credentials } from "../emulator/src/index";
import { bindingWorld, type BindingWorld } from "./bindingWorld";
import { languageTools } from "./languageTest";
import type { PulumiRun, RunResult } from "./pulumiRun";

/** The folder that holds the plugin's executable, for `plugins: providers:` in a Pulumi.yaml. */
export const pluginFolder = resolve(__dirname, "../../provider/bin");

/** What a YAML program under test is made of. */
export interface YamlParts {
  readonly resources: string;
  readonly variables?: string;
}

/** The Pulumi.yaml of a YAML program that uses the plugin of this checkout. */
export function yamlProgram({ resources, variables }: YamlParts): { pulumiYaml: string } {
  const blocks = [
    "name: yaml",
    "runtime: yaml",
    `plugins: { providers: [{ name: kps, path: ${JSON.stringify(pluginFolder)} }] }`,
    "resources:",
    indented(resources),
    ...(variables === undefined ? [] : ["variables:", indented(variables)]),
  ];
  return { pulumiYaml: `${blocks.join("\n")}\n` };
}

/** An emulator, and a YAML program whose resources the plugin serves. */
export function pluginWorld(
  parts: (credentials: Credentials, keys: BindingWorld["keys"]) => YamlParts,
): Promise<BindingWorld> {
  return bindingWorld((emulator, keys) => yamlProgram(parts(emulator.credentials, keys)), {
    tools: languageTools("yaml"),
  });
}

/** The errors that a run told of the resource of this name. */
export const errorsOn = (run: RunResult, name: string): string[] =>
  run.diagnostics
    .filter(({ urn, severity }) => severity === "error" && urn.endsWith(`::${name}`))
    .map(({ message }) => message);

/** Waits until the row of a resource shows a running task. */
export const running = (run: PulumiRun, name: string) =>
  run.event(
    ({ diagnosticEvent: told }) => told?.urn.endsWith(`::${name}`) === true && told.message.includes("RUNNING"),
  );

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
