import * as pulumi from "@pulumi/pulumi";

/** Whether a value of the stack configuration was set with `--secret`; undefined where the SDK does not tell. */
export function setWithSecret(key: string): boolean | undefined {
  // Pulumi's typings do not show it.
  const { isConfigSecret } = pulumi.runtime as { isConfigSecret?: (key: string) => boolean };
  return isConfigSecret?.(key);
}
