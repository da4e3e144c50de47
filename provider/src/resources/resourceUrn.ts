import { createUrn, type CustomResourceOptions } from "@pulumi/pulumi";

/**
 * The URN a resource will have, for lines in its own row: the provider is not told it. A promise and no output: as an
 * output it would carry the parent along, and two resources in one component would then wait for each other.
 */
export function resourceUrn(name: string, type: string, opts: CustomResourceOptions | undefined): Promise<string> {
  return new Promise((resolve) => {
    createUrn(name, type, opts?.parent).apply(resolve);
  });
}
