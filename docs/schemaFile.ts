import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";

const property = z.looseObject({
  type: z.string().optional(),
  $ref: z.string().optional(),
  description: z.string().default(""),
  secret: z.boolean().optional(),
  willReplaceOnChanges: z.boolean().optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  oneOf: z.array(z.unknown()).optional(),
});

const properties = z.record(z.string(), property);

const object = z.looseObject({
  description: z.string().default(""),
  properties: properties.default({}),
  required: z.array(z.string()).default([]),
});

const schema = z.looseObject({
  name: z.string(),
  version: z.string(),
  config: z.looseObject({ variables: properties }),
  provider: z.looseObject({ description: z.string(), inputProperties: properties }),
  types: z.record(
    z.string(),
    object.extend({
      type: z.enum(["object", "string"]),
      enum: z.array(z.looseObject({ value: z.string(), description: z.string() })).optional(),
    }),
  ),
  resources: z.record(
    z.string(),
    object.extend({
      aliases: z.array(z.object({ type: z.string() })),
      inputProperties: properties,
      requiredInputs: z.array(z.string()).default([]),
    }),
  ),
  functions: z.record(z.string(), z.looseObject({ description: z.string(), inputs: object, outputs: object })),
});

/** The plugin's schema, as far as tests and the reference look at it. */
export type PluginSchema = z.infer<typeof schema>;

/** A property of it. */
export type SchemaProperty = z.infer<typeof property>;

/** The file that the plugin answers with. */
export const schemaPath = resolve(__dirname, "../provider/schema.json");

/** Reads it. */
export function readSchema(): PluginSchema {
  return schema.parse(JSON.parse(readFileSync(schemaPath, "utf8")));
}
