import { mergeOptions, type CustomResourceOptions } from "@pulumi/pulumi";
import { isPlainObject, type PlainObject } from "../model/plainObject";
import type { Front } from "../resources/front";
import { refuseOtherProvider } from "../resources/refuseOtherProvider";

/**
 * The provider plugin `kps`. It is told the URN and the engine's timeouts, imports, and takes over what the host of dynamic
 * resources has in the state, which an alias tells the engine.
 */
export const pluginFront: Front = {
  providerPackage: "kps",
  settingName: (key) => key,
  plainSettingsStandIn: "in the configuration",
  registration: (kind, _name, { timeouts, ...props }, opts) => {
    refuseOtherProvider(kind.name, "kps", opts);
    const options: CustomResourceOptions = { aliases: [{ type: `pulumi-nodejs:dynamic/kps:${kind.name}` }] };
    // A program without types gives null for what is not set.
    if (isPlainObject(timeouts)) {
      options.customTimeouts = { ...opts.customTimeouts, ...knownTimeouts(kind.name, timeouts) };
    }
    return { type: `kps:index:${kind.name}`, props, options: mergeOptions(opts, options) };
  },
};

/** `timeouts` as Pulumi's own option, whose values are texts and nothing else. */
function knownTimeouts(type: string, timeouts: PlainObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(timeouts).flatMap(([step, value]) => {
      if (typeof value === "string") {
        return [[step, value]];
      }
      if (value === undefined || value === null) {
        return [];
      }
      throw new Error(
        `${type}: timeouts.${step} has to be a text such as "45m" on the plugin, and no output: it becomes Pulumi's customTimeouts`,
      );
    }),
  );
}
