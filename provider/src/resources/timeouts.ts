import type { CustomResourceOptions, Input } from "@pulumi/pulumi";
import { output } from "@pulumi/pulumi";
import { isPlainObject } from "../model/plainObject";
import { isLater } from "./isLater";

/** How long each step may take: "90s", "30m" (the default), "1h30m". Pulumi's `customTimeouts` mean the same. */
export interface TimeoutsArgs {
  create?: Input<string | undefined>;
  update?: Input<string | undefined>;
  delete?: Input<string | undefined>;
}

/**
 * The `timeouts` input: what is given, then `customTimeouts`, which the engine does not pass to dynamic providers. A step
 * whose value is undefined or null is not given. What is no object goes on as it is: the provider says so.
 */
export function timeoutsOf(given: unknown, opts: CustomResourceOptions | undefined): unknown {
  if (isLater(given)) {
    return output(given).apply((known: unknown) => timeoutsOf(known, opts));
  }
  const custom = opts?.customTimeouts;
  if (given === undefined || given === null) {
    return custom && { ...custom };
  }
  return isPlainObject(given)
    ? {
        ...custom,
        ...Object.fromEntries(Object.entries(given).filter(([, time]) => time !== undefined && time !== null)),
      }
    : given;
}
