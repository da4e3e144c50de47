import { mergeOptions, type CustomResourceOptions } from "@pulumi/pulumi";
import { isPlainObject } from "../model/plainObject";
import type { Front } from "../resources/front";
import { isLater } from "../resources/isLater";
import { refuseOtherProvider } from "../resources/refuseOtherProvider";

/**
 * The provider plugin `kps`. It is told the URN and the engine's timeouts, imports, and takes over what the host of dynamic
 * resources has in the state, which an alias tells the engine.
 */
export const pluginFront: Front = {
  providerPackage: "kps",
  settingName: (key) => key,
  plainSettingsStandIn: "in the configuration",
  warnsOfMisnamed: true,
  registration: (kind, _name, { timeouts, ...props }, opts) => {
    refuseOtherProvider(kind.name, "kps", opts);
    const options: CustomResourceOptions = { aliases: [{ type: `pulumi-nodejs:dynamic/kps:${kind.name}` }] };
    const given: unknown = timeouts;
    // A program without types gives null for what is not set.
    if (given !== undefined && given !== null) {
      options.customTimeouts = { ...opts.customTimeouts, ...knownTimeouts(kind.name, given) };
    }
    return { type: `kps:index:${kind.name}`, props, options: mergeOptions(opts, options) };
  },
};

const STEPS = ["create", "update", "delete"];

/** `timeouts` as Pulumi's own option, whose values are texts and nothing else. What is none would be passed over. */
function knownTimeouts(type: string, timeouts: unknown): Record<string, string> {
  if (!isPlainObject(timeouts) || isLater(timeouts)) {
    throw new Error(
      `${type}: timeouts has to be an object such as { create: "45m" } on the plugin, and no output: it becomes Pulumi's customTimeouts`,
    );
  }
  return Object.fromEntries(
    Object.entries(timeouts).flatMap(([step, value]) => {
      if (value === undefined || value === null) {
        return [];
      }
      if (!STEPS.includes(step)) {
        throw new Error(`${type}: timeouts has no ${step}, check the spelling; there are ${STEPS.join(", ")}`);
      }
      if (typeof value === "string") {
        return [[step, value]];
      }
      throw new Error(
        `${type}: timeouts.${step} has to be a text such as "45m" on the plugin, and no output: it becomes Pulumi's customTimeouts`,
      );
    }),
  );
}
