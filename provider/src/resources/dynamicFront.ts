import { mergeOptions } from "@pulumi/pulumi";
import type { Front } from "./front";
import { refuseImport } from "./refuseImport";
import { refuseOtherProvider } from "./refuseOtherProvider";
import { resourceUrn } from "./resourceUrn";
import { stub } from "./stub";
import { timeoutsOf } from "./timeouts";

/**
 * Pulumi's host of dynamic resources: it gets the provider's text and the URN as inputs, and cannot import. An alias lets it
 * take back what the plugin has in the state.
 */
export const dynamicFront: Front = {
  providerPackage: "pulumi-nodejs",
  settingName: (key) => `kps:${key}`,
  plainSettingsStandIn: "in the configuration and in the state",
  warnsOfMisnamed: false,
  registration: (kind, name, args, opts) => {
    refuseImport(kind.name, kind.insteadOfImport, opts);
    refuseOtherProvider(kind.name, "pulumi-nodejs", opts);
    const type = `pulumi-nodejs:dynamic/kps:${kind.name}`;
    const props = {
      ...args,
      timeouts: timeoutsOf(args.timeouts, opts),
      resourceUrn: resourceUrn(name, type, opts),
      __provider: stub(kind.handlers),
    };
    return { type, props, options: mergeOptions(opts, { aliases: [{ type: `kps:index:${kind.name}` }] }) };
  },
};
