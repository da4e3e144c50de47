import { z } from "zod";
import { bindingInputsSchema } from "../../provider/src/model/binding";
import { gateInputsSchema } from "../../provider/src/model/dmsTaskGate";
import { fleetInputsSchema } from "../../provider/src/model/fleet/fleet";
import { keyPairInputsSchema } from "../../provider/src/model/keyPair";
import { keyProtectionSchema } from "../../provider/src/model/keyProtection";
import { argsSchemas } from "../../provider/src/operations/calls/checkedArgs";
import { INVOKES } from "../../provider/src/plugin/invokes";
import { isSecretProperty, isSecretSetting, pluginResources } from "../../provider/src/plugin/resources";
import { providerInProcess } from "../support/inProcess/providerInProcess";
import { declaredMembers, type Members } from "./declaredMembers";
import { readSchema, type SchemaProperty } from "../../docs/schemaFile";

const schema = readSchema();
const models = declaredMembers("model");
const classes = declaredMembers("resources");

const INPUTS = {
  KeyPair: keyPairInputsSchema,
  KeyPairBinding: bindingInputsSchema,
  KeyPairFleet: fleetInputsSchema,
  DmsTaskGate: gateInputsSchema,
} as const;

/** What the adapter or `check` adds to the inputs; `timeouts` are Pulumi's own. */
const ADDED = ["timeouts", "resourceUrn", "autoNamed"];

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const jsonSchema = (model: z.ZodType): JsonSchema =>
  z.toJSONSchema(model, { io: "input", unrepresentable: "any" }) as JsonSchema;

/** Names with whether each is required, as the schema says. */
function membersIn(properties: object, required: readonly string[]): Members {
  return Object.fromEntries(Object.keys(properties).map((name) => [name, required.includes(name)]));
}

const enumOf = ({ $ref }: SchemaProperty): string[] | undefined =>
  schema.types[$ref?.replace("#/types/", "") ?? ""]?.enum?.map(({ value }) => value);

describe.each(Object.entries(INPUTS))("%s", (name, model) => {
  const resource = schema.resources[`kps:index:${name}`];
  const { properties: modelled = {}, required = [] } = jsonSchema(model);
  const own = Object.entries(modelled).filter(
    ([key]) => !ADDED.includes(key) && !(name === "KeyPair" && key === "fingerprint"),
  );

  test("takes the inputs of its model", () => {
    expect(membersIn(resource?.inputProperties ?? {}, resource?.requiredInputs ?? [])).toEqual(
      membersIn(Object.fromEntries(own), required),
    );
  });

  test.each(own)("input %s is of the model's kind", (key, { type, enum: values }) => {
    const input = resource?.inputProperties[key];
    if (values !== undefined) {
      expect(enumOf(input ?? { description: "" })).toEqual(values);
    } else if (type !== undefined && type !== "object") {
      expect(input?.type).toBe(type);
    }
  });

  test("has the outputs of its class", () => {
    expect(membersIn(resource?.properties ?? {}, resource?.required ?? [])).toEqual(classes.get(name));
  });

  test("takes over from its dynamic type", () => {
    expect(resource?.aliases).toEqual([{ type: `pulumi-nodejs:dynamic/kps:${name}` }]);
  });

  test("says of every input what a change does", () => {
    for (const [key, { description }] of Object.entries(resource?.inputProperties ?? {})) {
      expect(`${key}: ${description}`).toMatch(/ A change .*\.$/);
    }
  });
});

test("types are those of the models", () => {
  const sameName = ["Attempt", "TaskFailure", "GateTask", "GateCounts", "ListedTask", "TaskState", "KeyPairEntry"];
  const pairs = [
    ...[...sameName, "FleetFailure", "FleetCounts"].map((name) => [name, name] as const),
    ["FailedTask", "FailedTaskRecord"] as const,
    ["DmsTask", "DmsTaskEntry"] as const,
    ["AssumeRole", "AssumeRoleArgs"] as const,
    ["Endpoints", "EndpointsArgs"] as const,
  ];
  for (const [type, model] of pairs) {
    const { properties = {}, required = [] } = schema.types[`kps:index:${type}`] ?? {};
    expect({ type, ...membersIn(properties, required) }).toEqual({ type, ...models.get(model) });
  }
  const result = Object.entries(models.get("FleetResult") ?? {}).filter(([name]) => name !== "record");
  const fleetResult = schema.types["kps:index:FleetResult"];
  expect(membersIn(fleetResult?.properties ?? {}, fleetResult?.required ?? [])).toEqual(Object.fromEntries(result));
  const protection = jsonSchema(keyProtectionSchema);
  expect(Object.keys(schema.types["kps:index:KeyProtection"]?.properties ?? {})).toEqual(
    Object.keys(protection.properties ?? {}),
  );
});

test("the plugin serves just the resources and functions of the schema", () => {
  expect(Object.keys(schema.resources).sort()).toEqual(
    Object.keys(pluginResources(providerInProcess().process)).sort(),
  );
  expect(Object.keys(schema.functions).sort()).toEqual(INVOKES.map((name) => `kps:index:${name}`).sort());
});

test.each(INVOKES)("function %s takes and gives what it does in a program", (name) => {
  const { inputs, outputs } = schema.functions[`kps:index:${name}`] ?? {};
  const args = jsonSchema(argsSchemas[name]);
  expect(membersIn(inputs?.properties ?? {}, inputs?.required ?? [])).toEqual(
    membersIn(args.properties ?? {}, args.required ?? []),
  );
  const whole = {
    getTask: "TaskState",
    waitForTask: "TaskState",
    getKeyPair: "KeyPairInfo",
    getDmsTask: "DmsTaskEntry",
  };
  const members = membersIn(outputs?.properties ?? {}, outputs?.required ?? []);
  const list = name === "listKeyPairs" ? "keyPairs" : "tasks";
  const listed = { [list]: true, ...(name.startsWith("list") ? { complete: true } : {}) };
  expect(members).toEqual(name in whole ? models.get(whole[name as keyof typeof whole]) : listed);
});

test("settings are those of the package, the same as configuration and as arguments, secrets as secrets", () => {
  expect(Object.keys(schema.config.variables)).toEqual(Object.keys(models.get("SettingsArgs") ?? {}));
  expect(schema.provider.inputProperties).toEqual(schema.config.variables);
  for (const [key, { secret = false }] of Object.entries(schema.config.variables)) {
    expect({ key, secret }).toEqual({ key, secret: isSecretSetting(key) });
  }
});

test("what the schema calls secret the plugin marks as secret", () => {
  for (const { properties, inputProperties } of Object.values(schema.resources)) {
    for (const [key, { secret }] of Object.entries({ ...properties, ...inputProperties })) {
      expect({ key, secret: isSecretProperty(key, "a text") }).toEqual({ key, secret: secret ?? false });
    }
  }
  expect(isSecretProperty("auth", [{ passwordEnv: "A" }, { password: "a" }])).toBe(true);
  expect(isSecretProperty("servers", ["a", { serverId: "b", auth: [{ privateKey: "k" }] }])).toBe(true);
  expect(isSecretProperty("auth", [{ passwordEnv: "A" }])).toBe(false);
});

test("everything is described", () => {
  const described = [
    ...Object.values(schema.types),
    ...Object.values(schema.functions),
    ...Object.values(schema.resources),
    ...Object.values(schema.types).flatMap(({ properties, enum: values = [] }) => [
      ...Object.values(properties),
      ...values,
    ]),
    ...Object.values(schema.resources).flatMap((each) => [
      ...Object.values(each.properties),
      ...Object.values(each.inputProperties),
    ]),
    ...Object.values(schema.functions).flatMap(({ inputs, outputs }) => [
      ...Object.values(inputs.properties),
      ...Object.values(outputs.properties),
    ]),
  ];
  expect(described.filter(({ description }) => !/^[^\s].*\.$/s.test(description))).toEqual([]);
});
