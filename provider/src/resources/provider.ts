import * as pulumi from "@pulumi/pulumi";
import { misnamedSettings, SETTING_NAMES } from "../model/settingNames";
import type { SettingsArgs } from "../model/settingsArgs";
import { dynamicFront } from "./dynamicFront";
import type { Front } from "./front";
import { setWithSecret } from "./setWithSecret";
import { settingsWithStack } from "./settingsWithStack";

/** Where and as whom a Provider works. What is left out is that of the stack configuration. */
export type ProviderArgs = { readonly [Key in keyof SettingsArgs]?: pulumi.Input<SettingsArgs[Key]> };

/** Kept as secrets, whether the program says so or not. */
const SECRET_KEYS = ["secretKey", "securityToken", "token", "password"];

/**
 * One region, account or project, for a program that works in several: give it to resources, components and functions.
 * Missing arguments are taken from `kps:`, then `huaweicloud:` of the stack configuration, credentials only as a whole
 * set and only if none is given; what is not there either comes from the environment and the profile files.
 *
 * To Pulumi it is a provider of all dynamic resources: give it to resources of this package, and to components that
 * have no other dynamic resources.
 */
export class Provider extends pulumi.ProviderResource {
  /** What it is a provider of. */
  protected static readonly front: Front = dynamicFront;

  /** The settings in use as text, by their keys; those of the stack configuration included. */
  readonly settings: pulumi.Output<Readonly<Record<string, string | undefined>>>;

  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const { front } = new.target;
    refuseMisnamed({ ...args });
    const inputs = settingsWithStack(
      { ...args },
      (key) => pulumi.runtime.getConfig(key),
      (key) => setWithSecret(key) === true,
    );
    const texts = Object.fromEntries(
      Object.entries(inputs).map(([key, value]) => {
        const text = pulumi.all([value]).apply(([known]) => configText(known));
        return [key, SECRET_KEYS.includes(key) ? pulumi.secret(text) : text];
      }),
    );
    super(
      front.providerPackage,
      name,
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [front.settingName(key), text])),
      opts,
    );
    this.settings = pulumi.output(texts);
  }
}

/** Without types, or from the stack configuration, a setting may come misspelt: that of the stack would be taken unsaid. */
function refuseMisnamed(args: object): void {
  const misnamed = misnamedSettings(args);
  if (misnamed.length > 0) {
    throw new Error(
      `Provider: ${misnamed.join(", ")}: there is no such argument, check the spelling; there are ${SETTING_NAMES.join(", ")}`,
    );
  }
}

/** Values of a provider's configuration are texts; others travel as JSON. */
function configText(value: unknown): string | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}
