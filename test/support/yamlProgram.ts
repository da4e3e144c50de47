import { resolve } from "node:path";

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

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
