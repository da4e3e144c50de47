import type { InvokeOptions, Resource } from "@pulumi/pulumi";
import type { SettingsArgs } from "../model/settingsArgs";
import { RefusedError } from "../operations/step/refusedError";
import { isLater } from "../resources/isLater";
import type { Provider } from "../resources/provider";

/** The provider a function works with: the one given, or the one that resources with this parent have. */
export interface ProviderOptions {
  provider?: Provider | undefined;
  parent?: Resource | undefined;
}

/**
 * Where a function works and as whom. Left out: the stack configuration of the running program, then the environment and
 * the profile files. Settings given stand in place of the stack configuration: for plain Node.js.
 */
export type FunctionOptions =
  (ProviderOptions & { [Key in keyof SettingsArgs]?: never }) | (SettingsArgs & { provider?: never; parent?: never });

/** What an invoke has to know of the options. */
export function invokeOptionsOf(options: FunctionOptions | null | undefined): InvokeOptions {
  const { provider, parent } = options ?? {};
  return { ...(provider === undefined ? {} : { provider }), ...(parent === undefined ? {} : { parent }) };
}

/** A resource of each front, by which a parent tells the provider it has for them. */
const PROVIDED = ["kps:index:KeyPair", "pulumi-nodejs:dynamic/kps:KeyPair"];

/**
 * The provider that the options mean, if they mean one.
 * @throws RefusedError when it is not one of this package: nobody but the provider process knows its settings; and for
 * options that are no object, as a program without types may give them
 */
export function providerOf(options: FunctionOptions | null | undefined): Provider | undefined {
  const given: unknown = options ?? {};
  if (isLater(given) || typeof given !== "object") {
    throw new RefusedError(
      "the options of a function have to be an object, such as { region } or { provider }",
      [],
      "correct them; nothing was sent",
    );
  }
  const { provider, parent } = options ?? {};
  const found =
    provider ?? PROVIDED.map((type) => parent?.getProvider(type)).find((inherited) => inherited !== undefined);
  if (found === undefined || isProvider(found)) {
    return found;
  }
  throw new RefusedError(
    "the provider given to a function is not a kps.Provider, so its settings cannot be read",
    [],
    "make it with new kps.Provider(...)",
  );
}

/** By what it has, so that it also works across copies of the package. */
function isProvider(found: Resource): found is Provider {
  return "settings" in found;
}
