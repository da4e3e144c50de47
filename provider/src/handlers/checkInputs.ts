import type { dynamic } from "@pulumi/pulumi";
import type { z } from "zod";
import type { PlainObject } from "../model/plainObject";
import { holdsUnknown } from "../model/unknownValue";

/** What the engine adds to the inputs of a dynamic resource. */
const ENGINE_KEYS = new Set(["__provider"]);

/** Inputs without what the engine adds. */
export function ownInputs(news: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(news).filter(([key]) => !ENGINE_KEYS.has(key)));
}

/** A fault that names its input in the text only: the engine prints the value of a property that is named to it. */
export function faultOf(input: string, reason: string): dynamic.CheckFailure {
  return { property: "", reason: input === "" ? reason : `${input}: ${reason}` };
}

/**
 * Faults of the inputs, each naming the input it is about. Inputs, and entries of lists, that hold a value not known yet are
 * passed over, and what such an input could have cured is not complained about. No value is repeated: it may be a secret.
 */
export function checkInputs(schema: z.ZodType, news: PlainObject): dynamic.CheckFailure[] {
  const inputs = ownInputs(news);
  const result = schema.safeParse(inputs, { error: wrongKind });
  if (result.success) {
    return [];
  }
  return result.error.issues.flatMap((issue) => {
    if (holdsUnknown(concerned(inputs, issue.path))) {
      return [];
    }
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => {
        const name = pathText([...issue.path, key]);
        return faultOf(
          "",
          `${name} is not an input of this resource: check the spelling; if a newer pulumi-huaweicloud-kps brought it, install that where the program runs`,
        );
      });
    }
    return [faultOf(pathText(issue.path), issue.message)];
  });
}

/** The input that an issue is about, or the entry where that is a list: each stands for itself, whatever others become. */
function concerned(inputs: PlainObject, [input, place]: readonly PropertyKey[]): unknown {
  const value = inputs[String(input)];
  return Array.isArray(value) && typeof place === "number" ? value[place] : value;
}

/** `auth[0].privateKey`, as a program writes it. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`))
    .join("");
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** What is said where a schema has no words of its own. */
function wrongKind(issue: { readonly code?: string; readonly expected?: unknown }): string {
  if (issue.code === "invalid_type") {
    return `must be ${KINDS[String(issue.expected)] ?? "another kind of value"}`;
  }
  return issue.code === "too_small" ? "must not be empty" : "is not what this input takes";
}
