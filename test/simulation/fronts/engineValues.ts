import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isPlainObject, type PlainObject } from "../../../provider/src/model/plainObject";
import type { Properties } from "./front";

/** Pulumi's mark of an object that stands for something else, and that of a secret. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Plain properties in a request: a provider that does not take marks gets secrets in the clear. */
export function requested(values: PlainObject): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

/** Settings in a request, which keep their marks. */
export function marked({ values, secret }: Properties): Struct {
  return requested(
    Object.fromEntries(
      Object.entries(values).map(([key, value]) =>
        secret.includes(key) ? [key, { [SIGNATURE]: SECRET, value }] : [key, value],
      ),
    ),
  );
}

/**
 * Properties in an answer. Secret is what it marks so, and what had the same name among the inputs and was secret there.
 */
export function answered(struct: Struct | undefined, inputs?: Properties): Properties {
  const values: PlainObject = {};
  const secret = new Set<string>();
  for (const [key, value] of Object.entries(struct?.toJavaScript() ?? {})) {
    const isSecret = isPlainObject(value) && value[SIGNATURE] === SECRET;
    values[key] = isSecret ? value["value"] : value;
    if (isSecret || inputs?.secret.includes(key) === true) {
      secret.add(key);
    }
  }
  return { values, secret: [...secret] };
}
