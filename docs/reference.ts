import { inputFacts } from "./inputFacts";
import type { PluginSchema, SchemaProperty } from "./schemaFile";
import { typeText } from "./typeText";

type Properties = Readonly<Record<string, SchemaProperty>>;

const INTRODUCTION = `# Reference of the plugin \`kps\`

Made from the plugin's schema by \`npm run reference\`.

Names are those of YAML and TypeScript; Python writes them \`like_this\`, Go and C# \`LikeThis\`. The classes of the package
\`pulumi-huaweicloud-kps\` have the same inputs and outputs, and \`timeouts\` beside them, which mean what \`customTimeouts\` do.

- **Inputs.** The last column says what \`pulumi up\` does when the value changes. _Is only recorded_: nothing is sent, and the
  next step that needs it takes it from there.
- **Times** are ISO 8601 texts, in outputs always UTC. **Durations** are texts such as \`90s\`, \`45m\` or \`1h30m\`.
- **How long a step may take** is said by Pulumi's resource option \`customTimeouts\` (\`create\`, \`update\`, \`delete\`); 30 minutes
  each when nothing is said. A change of it is only recorded.
- **Secret** values are encrypted in the state, also when the program gave them in the clear.`;

/** The reference as Markdown. */
export function reference(schema: PluginSchema): string {
  const resources = Object.entries(schema.resources).map(([token, { description, ...resource }]) => [
    `## ${nameOf(token)}`,
    `Type \`${token}\`.`,
    description,
    "### Inputs",
    inputTable(resource.inputProperties, resource.requiredInputs),
    "### Outputs",
    outputTable(resource.properties, resource.required),
  ]);
  const functions = Object.entries(schema.functions).map(([token, { description, inputs, outputs }]) => [
    `### ${nameOf(token)}`,
    `Function \`${token}\`. ${description}`,
    ...(Object.keys(inputs.properties).length === 0 ? [] : [argumentTable(inputs.properties, inputs.required)]),
    outputTable(outputs.properties, outputs.required),
  ]);
  const types = Object.entries(schema.types).map(([token, { description, properties, required, enum: values }]) => [
    `### ${nameOf(token)}`,
    description,
    values === undefined
      ? outputTable(properties, required)
      : table(
          ["value", "what it is"],
          values.map((each) => [`\`${each.value}\``, each.description]),
        ),
  ]);
  return [
    INTRODUCTION,
    ...resources.flat(),
    "## Settings",
    schema.provider.description,
    "They are the stack configuration under `kps:`, such as `pulumi config set kps:region cn-north-4`, or the arguments of an explicit provider, `pulumi:providers:kps`. A change is used from the next step on, and replaces nothing.",
    table(
      ["setting", "type", "what it is"],
      Object.entries(schema.config.variables).map(([name, setting]) => [
        `\`${name}\``,
        typeText(setting) + secretMark(setting),
        setting.description,
      ]),
    ),
    "## Functions",
    "They only read, and are carried out in previews too.",
    ...functions.flat(),
    "## Types",
    ...types.flat(),
  ]
    .join("\n\n")
    .concat("\n");
}

const nameOf = (token: string): string => token.replace("kps:index:", "");

const secretMark = ({ secret }: SchemaProperty): string => (secret === true ? ", secret" : "");

function inputTable(properties: Properties, required: readonly string[]): string {
  return table(
    ["input", "type", "what it is", "default", "a change"],
    Object.entries(properties).map(([name, input]) => {
      const { what, byDefault, change } = inputFacts(input.description);
      const whenLeftOut = required.includes(name) ? "has to be given" : byDefault || "none";
      return [`\`${name}\``, typeText(input) + secretMark(input), what, whenLeftOut, change];
    }),
  );
}

function argumentTable(properties: Properties, required: readonly string[]): string {
  return table(
    ["argument", "type", "what it is"],
    Object.entries(properties).map(([name, argument]) => [
      `\`${name}\``,
      `${typeText(argument)}${required.includes(name) ? ", has to be given" : ""}`,
      argument.description,
    ]),
  );
}

function outputTable(properties: Properties, required: readonly string[]): string {
  return table(
    ["property", "type", "what it is"],
    Object.entries(properties).map(([name, output]) => [
      `\`${name}\``,
      `${typeText(output)}${secretMark(output)}${required.includes(name) ? "" : ", or absent"}`,
      output.description,
    ]),
  );
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
