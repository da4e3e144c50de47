import { output, runtime, unsecret, type Output } from "@pulumi/pulumi";
import { misnamedSettings, SETTING_NAMES } from "../model/settingNames";
import { PROFILE_FIRST } from "../settings/profileFirst";
import { RefusedError } from "../operations/step/refusedError";
import { isLater } from "../resources/isLater";
import type { Provider } from "../resources/provider";
import { givenConfig, type ConfigSource } from "../settings/configSource";
import { providerOf, type FunctionOptions } from "./functionOptions";

/**
 * The configuration that the options mean.
 * @throws RefusedError when it is not known yet, as in a preview, and for options that no setting can be read from
 */
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

/** The same for the Output form: unknown as long as a setting is. Throws RefusedError for such options. */
export function outputConfig(options: FunctionOptions | null | undefined): Output<ConfigSource> {
  const provider = providerOf(options);
  return provider === undefined
    ? output(plainConfig(options))
    : // What a function answers holds nothing of the credentials it was asked with.
      unsecret(provider.settings).apply(textConfig);
}

/** Settings given, else those of the running program's stack configuration. */
function plainConfig(options: FunctionOptions | null | undefined): ConfigSource {
  const settings = settingsIn(options);
  const given = Object.entries(settings).flatMap(([key, value]): [string, string][] => {
    const text = textOf(value);
    // A blank text is none, as everywhere in settings: a program makes one of a variable that is not set.
    return text === undefined || text.trim() === "" ? [] : [[key, text]];
  });
  // In plain Node.js there is no stack configuration, and messages must not send a person there.
  return given.length === 0 && (runtime.hasEngine() || Object.keys(runtime.allConfig()).length > 0)
    ? (key) => runtime.getConfig(key)
    : textConfig({ ...Object.fromEntries(given), [PROFILE_FIRST]: "true" });
}

/** Options that say where to work without a setting, and those of Pulumi's own invokes. */
const NO_SETTINGS = new Set(["provider", "parent", "async", "dependsOn", "pluginDownloadURL", "version"]);

/**
 * The settings among options. Throws RefusedError: without types a program may misspell a setting, or give an output, and it
 * would be asked elsewhere, or as somebody else.
 */
function settingsIn(options: FunctionOptions | null | undefined): Readonly<Record<string, unknown>> {
  const all: Readonly<Record<string, unknown>> = { ...options };
  const settings = Object.fromEntries(Object.entries(all).filter(([name]) => !NO_SETTINGS.has(name)));
  const unknown = misnamedSettings(settings).map((name) => `${name} is no setting: check the spelling`);
  if (all["dependsOn"] !== undefined && all["dependsOn"] !== null) {
    unknown.push("dependsOn is not waited for: give the Output form an output of what it has to come after");
  }
  const later = Object.entries(settings)
    .filter(([, value]) => isLater(value))
    .map(([name]) => `${name} is an output, whose value is not there yet`);
  const faults = [...unknown, ...later];
  if (faults.length > 0) {
    throw new RefusedError(
      "the settings given to a function cannot be used",
      faults.map((fault) => ["setting", fault] as const),
      unknown.length > 0
        ? `correct the settings named above; there are ${SETTING_NAMES.join(", ")}; nothing was sent`
        : "give the settings to a kps.Provider, which takes outputs, and that as { provider } to the function; nothing was sent",
    );
  }
  return settings;
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
