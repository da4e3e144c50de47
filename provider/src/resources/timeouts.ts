import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

/** How long each step may take: "90s", "30m" (the default), "1h30m". Pulumi's `customTimeouts` mean the same. */
export interface TimeoutsArgs {
  create?: Input<string>;
  update?: Input<string>;
  delete?: Input<string>;
}

/** The `timeouts` input: what is given, then `customTimeouts`, which the engine does not pass to dynamic providers. */
export function timeoutsOf(
  given: TimeoutsArgs | undefined,
  opts: CustomResourceOptions | undefined,
): TimeoutsArgs | undefined {
  const custom = opts?.customTimeouts;
  return given === undefined && custom === undefined ? undefined : { ...custom, ...given };
}
