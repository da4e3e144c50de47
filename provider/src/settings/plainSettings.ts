import { PROFILE_FIRST } from "./profileFirst";
import { nameIn, originIn, type ConfigSource } from "./configSource";
import type { Environment } from "./environment";
import { environmentNames, namespaces } from "./environmentNames";
import type { PlainKey } from "./environmentNames";

/** A value and the place it was found in. */
export interface Found {
  readonly value: string;
  readonly origin: string;
}

/** Looks a plain setting up in the stack configuration, then in the environment. Blank values count as not set. */
export function findPlain(key: PlainKey, source: ConfigSource, environment: Environment): Found | undefined {
  const configured = findConfigured(key, source);
  if (configured !== undefined) {
    return configured;
  }
  for (const name of environmentNames[key]) {
    const value = environment.variables[name]?.trim();
    if (value !== undefined && value !== "") {
      return { value, origin: `${name} in the environment` };
    }
  }
  return undefined;
}

/** The same in the stack configuration alone. */
export function findConfigured(key: PlainKey, source: ConfigSource): Found | undefined {
  for (const namespace of namespaces) {
    const value = source(`${namespace}:${key}`)?.trim();
    if (value !== undefined && value !== "") {
      return { value, origin: originIn(source, `${namespace}:${key}`) };
    }
  }
  return undefined;
}

/** Whether the profile was named for this command, function or Provider: its values come before the environment then. */
export function isProfileFirst(source: ConfigSource): boolean {
  return source(`kps:${PROFILE_FIRST}`) === "true" && findConfigured("profile", source) !== undefined;
}

/** The places `findPlain` looks at, in order. */
export function placesOf(key: PlainKey, source: ConfigSource): string[] {
  const configured = namespaces.flatMap((namespace) => nameIn(source, `${namespace}:${key}`) ?? []);
  return [...configured, ...environmentNames[key]];
}
