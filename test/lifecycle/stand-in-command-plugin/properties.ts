import { isDeepStrictEqual } from "node:util";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Inputs or outputs of a resource as they travel: secrets carry Pulumi's mark. */
export type Properties = Readonly<Record<string, JavaScriptValue>>;

/** Pulumi's wire form of a secret is `{ [signature]: secret, value }`. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** What arrived. */
export function propertiesOf(struct: Struct | undefined): Properties {
  return (struct ?? new Struct()).toJavaScript();
}

/** The same without the marks of secrets: to run or to compare, never to answer. */
export function inTheClear(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inTheClear);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const fields = new Map(Object.entries(value));
  if (fields.get(signature) === secret) {
    return inTheClear(fields.get("value"));
  }
  return Object.fromEntries([...fields].map(([name, each]) => [name, inTheClear(each)]));
}

/** The inputs that differ, by name. */
export function changedInputs(olds: Properties, news: Properties): string[] {
  const names = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...names].filter((name) => !isDeepStrictEqual(inTheClear(olds[name]), inTheClear(news[name])));
}
