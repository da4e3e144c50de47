import * as pulumi from "@pulumi/pulumi";
import type { Attempt, BindingPhase, TaskFailure } from "../model/bindingRecord";
import type { Operation } from "../model/operation";
import type { BindingPolicyArgs } from "./bindingPolicyArgs";
import { warnAboutConfig } from "./configWarnings";
import { dynamicFront } from "./dynamicFront";
import type { Front, ResourceKind } from "./front";
import { secretAuth } from "./secretAuth";
import type { TimeoutsArgs } from "./timeouts";

const KIND: ResourceKind = {
  name: "KeyPairBinding",
  handlers: "keyPairBinding",
  insteadOfImport: "declare it: a server that has the key pair already is adopted",
};

/**
 * One way into a server, of one kind: its root password or the private key now in use. References (`...Env`, `...File`) are resolved
 * in the provider process, so that no key material is in state; `hosted` uses the private key that KPS hosts.
 */
export type AuthArgs = {
  [Kind in keyof AuthKinds]: Pick<AuthKinds, Kind> & { [Other in Exclude<keyof AuthKinds, Kind>]?: never };
}[keyof AuthKinds];

interface AuthKinds {
  password: pulumi.Input<string>;
  privateKey: pulumi.Input<string>;
  /** Name of an environment variable that holds the root password. */
  passwordEnv: pulumi.Input<string>;
  /** Name of an environment variable that holds the private key. */
  privateKeyEnv: pulumi.Input<string>;
  /** Path of a file that holds the private key; relative to the folder of the nearest Pulumi.yaml at or above the program's. */
  privateKeyFile: pulumi.Input<string>;
  /** `true`: the key pair that was bound last; names: these too. */
  hosted: pulumi.Input<true> | pulumi.Input<pulumi.Input<string>[]>;
}

/** Inputs of a KeyPairBinding. An input left out means: no opinion. */
export interface KeyPairBindingArgs extends BindingPolicyArgs {
  /** Id of the ECS server. Another one replaces the binding: the new server is bound before the old one is let go. */
  serverId: pulumi.Input<string>;
  /** Name of the key pair the server is to have. A change is made in place. */
  keyPairName: pulumi.Input<string>;
  /** Pass `pair.fingerprint`: a pair recreated under the same name then shows as a change. */
  keyPairFingerprint?: pulumi.Input<string | undefined>;
  /** How to get into the server as it is now; several candidates as a list. A stopped server needs none. */
  auth?: pulumi.Input<pulumi.Input<AuthArgs> | pulumi.Input<AuthArgs>[] | undefined>;
  /** SSH port of the running server; default 22. */
  port?: pulumi.Input<number | undefined>;
  /**
   * What deleting does: `auto` (default) unbinds only what this resource bound on a server that had no key pair,
   * `unbind` insists, `retain` leaves the key on the server.
   */
  onDelete?: pulumi.Input<"auto" | "unbind" | "retain" | undefined>;
  /** Bind again when one of these values changes, e.g. after a reinstall. */
  triggers?: pulumi.Input<pulumi.Input<unknown>[] | undefined>;
  timeouts?: TimeoutsArgs | undefined;
}

/** A server has a key pair. Creating binds it, changing replaces or resets it in place, deleting lets the server go. */
export class KeyPairBinding extends pulumi.CustomResource {
  /** What serves it. */
  protected static readonly front: Front = dynamicFront;

  declare public readonly serverId: pulumi.Output<string>;
  /** The key pair the server has; empty when it was found unbound. */
  declare public readonly keyPairName: pulumi.Output<string>;
  declare public readonly phase: pulumi.Output<BindingPhase>;
  /** What the last task of this resource did. */
  declare public readonly operation: pulumi.Output<Operation | undefined>;
  declare public readonly taskId: pulumi.Output<string | undefined>;
  /** The task's last status word, such as SUCCESS_REPLACE. */
  declare public readonly taskStatus: pulumi.Output<string | undefined>;
  /** ISO 8601 UTC. */
  declare public readonly startedAt: pulumi.Output<string | undefined>;
  /** ISO 8601 UTC. */
  declare public readonly finishedAt: pulumi.Output<string | undefined>;
  /** Fingerprint of the key on the server, as it was when it was bound. */
  declare public readonly keyPairFingerprint: pulumi.Output<string | undefined>;
  declare public readonly boundPublicKey: pulumi.Output<string | undefined>;
  /** Written only when a bind is confirmed. */
  declare public readonly boundKeyPairName: pulumi.Output<string | undefined>;
  /** What waits for its end, or failed. */
  declare public readonly attempt: pulumi.Output<Attempt | undefined>;
  declare public readonly previousKeyPairName: pulumi.Output<string | undefined>;
  /** A key pair was bound to the server before this resource. */
  declare public readonly tookOver: pulumi.Output<boolean>;
  /** No task of this resource made the binding: it was found. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /** Whether ECS was seen to have the key pair on record. */
  declare public readonly verified: pulumi.Output<boolean>;
  /** True when a change failed or was lost, and nothing tells yet which key the server has. */
  declare public readonly keyUncertain: pulumi.Output<boolean | undefined>;
  declare public readonly failure: pulumi.Output<TaskFailure | undefined>;
  declare public readonly region: pulumi.Output<string>;
  declare public readonly projectId: pulumi.Output<string>;

  /** The binding of a server that exists already, read from the service. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): KeyPairBinding {
    return new this(name, { serverId: id, keyPairName: "" }, { ...opts, id });
  }

  constructor(name: string, args: KeyPairBindingArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { front } = new.target;
    warnAboutConfig(front);
    // A program without types may leave them out, or give null: the provider says what is missing.
    const { auth } = { ...args };
    const inputs = {
      phase: undefined,
      operation: undefined,
      taskId: undefined,
      taskStatus: undefined,
      startedAt: undefined,
      finishedAt: undefined,
      keyPairFingerprint: undefined,
      boundPublicKey: undefined,
      boundKeyPairName: undefined,
      attempt: undefined,
      previousKeyPairName: undefined,
      tookOver: undefined,
      adopted: undefined,
      verified: undefined,
      keyUncertain: undefined,
      failure: undefined,
      region: undefined,
      projectId: undefined,
      ...args,
      auth: secretAuth(auth),
    };
    const { type, props, options } = front.registration(
      KIND,
      name,
      inputs,
      pulumi.mergeOptions(opts, { additionalSecretOutputs: ["auth"] }),
    );
    super(type, name, props, options);
  }
}
