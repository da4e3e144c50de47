import type { CustomResourceOptions, Inputs } from "@pulumi/pulumi";
import type { HandlersName } from "./stub";
import type { TimeoutsArgs } from "./timeouts";

/** One kind of resource, as every front knows it. */
export interface ResourceKind {
  /** Its name in type tokens. */
  readonly name: "KeyPair" | "KeyPairBinding" | "KeyPairFleet" | "DmsTaskGate";
  readonly handlers: HandlersName;
  /** What does the same as an import, where the engine cannot import. */
  readonly insteadOfImport: string;
}

/** What a resource class hands to Pulumi. */
export interface Registration {
  readonly type: string;
  readonly props: Inputs;
  readonly options: CustomResourceOptions;
}

/** What serves the resources of a program: Pulumi's host of dynamic resources, or the provider plugin. */
export interface Front {
  /** The provider that carries out what is asked of a resource, as Pulumi names it. */
  readonly providerPackage: string;
  /** The name of a setting among that provider's arguments. */
  settingName(key: string): string;
  /** Where a setting stands in the clear that was set without `--secret`. */
  readonly plainSettingsStandIn: string;
  /** Whether the provider itself warns of misspelt settings of the stack. */
  readonly warnsOfMisnamed: boolean;
  /**
   * How a resource is registered.
   * @throws Error for an option that this front cannot serve
   */
  registration(
    kind: ResourceKind,
    name: string,
    args: Inputs & { readonly timeouts?: TimeoutsArgs | undefined },
    opts: CustomResourceOptions,
  ): Registration;
}
