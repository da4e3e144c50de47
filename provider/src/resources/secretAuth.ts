import * as pulumi from "@pulumi/pulumi";

/** Keys of `auth` whose values are secrets themselves; all others only say where one is found. */
export const MATERIAL = ["password", "privateKey"];

/**
 * `auth` as a secret when it holds a password or a private key, also when the person forgot to say so. References stay
 * readable: they are what a person wants to see in a preview.
 */
export function secretAuth<T>(auth: pulumi.Input<T> | undefined): pulumi.Output<unknown> | undefined {
  return auth === undefined
    ? undefined
    : pulumi
        .output(auth)
        .apply((value: unknown) => (holdsMaterial(value) ? pulumi.secret(value) : pulumi.output(value)));
}

function holdsMaterial(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(holdsMaterial);
  }
  return typeof value === "object" && value !== null && MATERIAL.some((key) => key in value);
}
