import type { CustomResourceOptions, ProviderResource } from "@pulumi/pulumi";

/**
 * Throws for a provider that cannot serve the resource, such as one of the other front: its process says so in words that
 * nobody understands, or with a stack. Where the parent has it, Pulumi passes over it, and the resource would be made in the
 * region and account of the stack.
 * @param providerPackage the provider that carries out what is asked of the resource
 */
export function refuseOtherProvider(
  type: string,
  providerPackage: "kps" | "pulumi-nodejs",
  opts: CustomResourceOptions | undefined,
): void {
  const refuse = (whose: string, found: string): never => {
    throw new Error(
      `${type}: the provider ${whose} is one of "${found}", and this resource needs one of "${providerPackage}": import Provider from where ${type} is imported from`,
    );
  };
  const given = opts?.provider;
  if (given !== undefined) {
    const found = packageOf(given);
    return found === undefined || found === providerPackage ? undefined : refuse("given", found);
  }
  const ofParent = {
    kps: opts?.parent?.getProvider("kps:index:KeyPair"),
    "pulumi-nodejs": opts?.parent?.getProvider("pulumi-nodejs:dynamic/kps:KeyPair"),
  };
  for (const [name, provider] of Object.entries(ofParent)) {
    const found = packageOf(provider);
    if (found !== undefined && found !== name) {
      throw new Error(
        `${type}: the parent has a provider of "${found}" under the name "${name}", where it serves nothing: give a list, providers: [provider]`,
      );
    }
  }
  if (ofParent[providerPackage] !== undefined) {
    return;
  }
  if (ofParent.kps !== undefined) {
    refuse("of the parent", "kps");
  }
  // Providers of "pulumi-nodejs" serve the dynamic resources of others too: ours is told by what it has.
  const dynamic = ofParent["pulumi-nodejs"];
  if (dynamic !== undefined && "settings" in dynamic) {
    refuse("of the parent", "pulumi-nodejs");
  }
}

/** The SDK's typings hide it. */
function packageOf(provider: ProviderResource | undefined): string | undefined {
  return (provider as { getPackage?: () => string } | undefined)?.getPackage?.();
}
