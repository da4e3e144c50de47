import type * as pulumi from "@pulumi/pulumi";

/** How servers are bound, whether one by one or as a fleet. */
export interface BindingPolicyArgs {
  /** Names of key pairs of others that may be replaced. */
  replaces?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Whether a bind switches SSH password login off (true) or leaves it on (false). Takes effect at the next bind. */
  disablePassword?: pulumi.Input<boolean | undefined>;
  /** What becomes of records of failed tasks of this resource: kept (default), or deleted once their detail is in state. */
  failedTasks?: pulumi.Input<"keep" | "deleteOwn" | undefined>;
  /** `auto` (default) checks in ECS what is bound; `none` works on KPS alone. */
  verify?: pulumi.Input<"auto" | "none" | undefined>;
}
