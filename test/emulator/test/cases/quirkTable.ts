import { z } from "zod";
import { defaultQuirks } from "../../src/index";
import { quirksSchema } from "../../src/world/quirks";
import { markdownTable } from "./markdownTable";

/** The README's table: each switch with its values, its default first in bold. */
export function quirkTable(): string {
  const rows = Object.entries(quirksSchema.shape).map(([name, schema]) => {
    const standard: unknown = defaultQuirks[name as keyof typeof defaultQuirks];
    const values = valuesOf(schema).filter((value) => value !== standard);
    return [`\`${name}\``, [`**${String(standard)}**`, ...values.map(String)].join(", "), schema.description ?? ""];
  });
  return markdownTable(["quirk", "values (default in bold)", "what it decides"], rows);
}

function valuesOf(schema: z.ZodType): unknown[] {
  if (schema instanceof z.ZodEnum) {
    return schema.options;
  }
  if (schema instanceof z.ZodLiteral) {
    return [...schema.values];
  }
  return schema instanceof z.ZodBoolean ? [false, true] : ["any number"];
}
