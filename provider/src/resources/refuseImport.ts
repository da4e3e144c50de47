import type { CustomResourceOptions } from "@pulumi/pulumi";

/** Throws for the `import` option: the engine cannot import dynamic resources. `instead` says what does the same. */
export function refuseImport(type: string, instead: string, opts: CustomResourceOptions | undefined): void {
  if (opts?.import !== undefined) {
    throw new Error(`${type}: the option "import" is not possible for dynamic resources; ${instead}`);
  }
}
