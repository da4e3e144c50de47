import type { dynamic } from "@pulumi/pulumi";
import type { z } from "zod";
import type { PlainObject } from "../model/plainObject";
import { looksLikeKeyMaterial } from "../model/privateKey";
import { holdsUnknown } from "../model/unknownValue";

/** What the engine adds to the inputs of a dynamic resource. */
const ENGINE_KEYS = new Set(["__provider"]);

/** Inputs without what the engine adds. */
export function ownInputs(news: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(news).filter(([key]) => !ENGINE_KEYS.has(key)));
}

/** Inputs that may hold a secret, by intent or by mistake. */
const MAY_HOLD_SECRETS = new Set(["auth", "keyProtection", "publicKey"]);

/**
 * Faults of the inputs, each with the property it is about. Properties that hold a value not known yet are passed over,
 * and what such a property could have cured is not complained about. The engine prints the value of a property it is
 * given: where that could be a secret, the property is named in the reason instead.
 */
export function checkInputs(schema: z.ZodType, news: PlainObject): dynamic.CheckFailure[] {
  const inputs = ownInputs(news);
  const result = schema.safeParse(inputs);
  if (result.success) {
    return [];
  }
  return result.error.issues.flatMap((issue) => {
    const input = String(issue.path[0] ?? "");
    if (holdsUnknown(inputs[input])) {
      return [];
    }
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        property: "",
        reason: `${[...issue.path.map(String), key].join(".")} is not an input of this resource; check the spelling`,
      }));
    }
    const property = issue.path.map(String).join(".");
    return [
      MAY_HOLD_SECRETS.has(input) || isKeyMaterial(inputs[input])
        ? { property: "", reason: `${property}: ${issue.message}` }
        : { property, reason: issue.message },
    ];
  });
}

function isKeyMaterial(value: unknown): boolean {
  return typeof value === "string" && looksLikeKeyMaterial(value);
}
