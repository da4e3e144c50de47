import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { encodable } from "../model/encodable";
import { isPlainObject, type PlainObject } from "../model/plainObject";
import { UNKNOWN_VALUE } from "../model/unknownValue";

/** How Pulumi marks that an object stands for something else, and that this is a secret, or an output. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What the engine sends, as a plain object with every secret in the clear. An output is its value, or not known yet. */
export function plain(struct: Struct | undefined): PlainObject {
  return plainObject(struct?.toJavaScript() ?? {});
}

/** A plain object as the engine takes it. Properties for which `isSecret` holds are marked as secrets. */
export function struct(values: PlainObject, isSecret: (key: string, value: unknown) => boolean = () => false): Struct {
  const marked = Object.entries(encodable(values)).map(([key, value]) => [
    key,
    isSecret(key, value) ? { [SIGNATURE]: SECRET, value } : value,
  ]);
  // What `encodable` returns is JSON, which its type does not tell.
  return Struct.fromJavaScript(Object.fromEntries(marked) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function plainObject(value: PlainObject): PlainObject {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainValue(entry)]));
}

function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plainValue);
  }
  if (!isPlainObject(value)) {
    return value;
  }
  switch (value[SIGNATURE]) {
    case SECRET:
      return plainValue(value["value"]);
    case OUTPUT:
      return "value" in value ? plainValue(value["value"]) : UNKNOWN_VALUE;
    default:
      return plainObject(value);
  }
}
