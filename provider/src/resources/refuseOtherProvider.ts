import type { CustomResourceOptions } from "@pulumi/pulumi";

/**
 * Throws for the `provider` option when it is the provider of something else, such as one of the other front: its process
 * cannot serve the resource, and says so in words that nobody understands, or with a stack.
 * @param providerPackage the provider that carries out what is asked of the resource
 */
export function refuseOtherProvider(
  type: string,
  providerPackage: string,
  opts: CustomResourceOptions | undefined,
): void {
  // The SDK's typings hide it.
  const given = opts?.provider as { getPackage?: () => string } | undefined;
  const found = given?.getPackage?.();
  if (found !== undefined && found !== providerPackage) {
    throw new Error(
      `${type}: the provider given is one of "${found}", and this resource needs one of "${providerPackage}": import Provider from where ${type} is imported from`,
    );
  }
}
