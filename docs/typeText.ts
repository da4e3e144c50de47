import { z } from "zod";

const typeSpec = z.looseObject({
  type: z.string().optional(),
  $ref: z.string().optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  oneOf: z.array(z.unknown()).optional(),
});

/** What a value of the schema is, in words; types of the schema as links to their headings. */
export function typeText(spec: unknown): string {
  const { type, $ref, items, additionalProperties, oneOf } = typeSpec.parse(spec);
  if (oneOf !== undefined) {
    return oneOf.map(typeText).join(" or ");
  }
  if ($ref !== undefined) {
    const name = $ref.replace("#/types/kps:index:", "");
    return $ref.startsWith("#") ? `[${name}](#${name.toLowerCase()})` : "any value";
  }
  if (type === "array") {
    return `list of ${typeText(items)}`;
  }
  return type === "object" ? `object of ${typeText(additionalProperties)} by name` : (type ?? "any value");
}
