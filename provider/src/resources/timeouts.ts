import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

/** How long each step may take: "90s", "30m" (the default), "1h30m". Pulumi's `customTimeouts` mean the same. */
export interface TimeoutsArgs {
  create?: Input<string>;
  update?: Input<string>;
  delete?: Input<string>;
}

/**
 * The `timeouts` input: what is given, then `customTimeouts`, which the engine does not pass to dynamic providers. A step
 * whose value is undefined or null is not given.
 */
export function timeoutsOf(
  given: TimeoutsArgs | undefined,
  opts: CustomResourceOptions | undefined,
): TimeoutsArgs | undefined {
  const custom = opts?.customTimeouts;
  if (given === undefined && custom === undefined) {
    return undefined;
  }
  const steps: [string, unknown][] = Object.entries({ ...given });
  return { ...custom, ...Object.fromEntries(steps.filter(([, time]) => time !== undefined && time !== null)) };
}
