import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { isDeepStrictEqual } from "node:util";

/** What would keep a value from reaching the engine: texts that are not well-formed, and what a Struct does not hold. */
export function encodingFault(value: Record<string, unknown>): string | undefined {
  try {
    const bytes = Struct.fromJavaScript(value as Record<string, JavaScriptValue>).serializeBinary();
    const back = Struct.deserializeBinary(bytes).toJavaScript();
    return isDeepStrictEqual(back, value) ? undefined : `${JSON.stringify(value).slice(0, 500)} comes back changed`;
  } catch (error) {
    return String(error);
  }
}
