import { output, runtime, unsecret, type Output } from "@pulumi/pulumi";
import { PROFILE_FIRST } from "../settings/profileFirst";
import { RefusedError } from "../operations/step/refusedError";
import type { Provider } from "../resources/provider";
import { givenConfig, type ConfigSource } from "../settings/configSource";
import { providerOf, type FunctionOptions } from "./functionOptions";

/** The configuration that the options mean. Throws RefusedError when it is not known yet, as in a preview. */
export async function knownConfig(name: string, options: FunctionOptions | null | undefined): Promise<ConfigSource> {
  const provider = providerOf(options);
  if (provider === undefined) {
    return plainConfig(options);
  }
  const texts = await knownTexts(provider);
  if (texts === undefined) {
    throw new RefusedError(
      `${name} cannot be carried out: the settings of its provider are not known yet`,
      [],
      `use ${name}Output, whose result is then unknown too, or give the provider settings that are known`,
    );
  }
  return textConfig(texts);
}

/** The same for the Output form: unknown as long as a setting is. */
export function outputConfig(options: FunctionOptions | null | undefined): Output<ConfigSource> {
  const provider = providerOf(options);
  return provider === undefined
    ? output(plainConfig(options))
    : // What a function answers holds nothing of the credentials it was asked with.
      unsecret(provider.settings).apply(textConfig);
}

/** Settings given, else those of the running program's stack configuration. */
function plainConfig(options: FunctionOptions | null | undefined): ConfigSource {
  const given = Object.entries(options ?? {}).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const text = key === "provider" || key === "parent" ? undefined : textOf(value);
    return text === undefined ? [] : [[key, text]];
  });
  // In plain Node.js there is no stack configuration, and messages must not send a person there.
  return given.length === 0 && (runtime.hasEngine() || Object.keys(runtime.allConfig()).length > 0)
    ? (key) => runtime.getConfig(key)
    : textConfig({ ...Object.fromEntries(given), [PROFILE_FIRST]: "true" });
}

function textConfig(texts: Readonly<Record<string, string | undefined>>): ConfigSource {
  return givenConfig(texts, (key) => `settings.${key}`);
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Undefined as long as one of them is unknown: outputs tell, though Pulumi's typings do not show it. */
async function knownTexts({ settings }: Provider): Promise<Readonly<Record<string, string | undefined>> | undefined> {
  const { isKnown } = settings as unknown as { readonly isKnown: Promise<boolean> };
  return (await isKnown) ? new Promise((resolve) => settings.apply(resolve)) : undefined;
}
