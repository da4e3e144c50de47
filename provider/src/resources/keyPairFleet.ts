import * as pulumi from "@pulumi/pulumi";
import type { FleetCounts, FleetPhase, FleetResult } from "../model/fleet/fleetResult";
import type { BindingPolicyArgs } from "./bindingPolicyArgs";
import { warnAboutConfig } from "./configWarnings";
import { dynamicFront } from "./dynamicFront";
import type { Front, ResourceKind } from "./front";
import type { AuthArgs } from "./keyPairBinding";
import { secretAuth } from "./secretAuth";
import { mayHoldAuth, secretServers } from "./secretServers";
import type { TimeoutsArgs } from "./timeouts";

const KIND: ResourceKind = {
  name: "KeyPairFleet",
  handlers: "keyPairFleet",
  insteadOfImport: "declare it: servers that have the key pair already are adopted",
};

/** A server of a fleet, and what is to be said of it alone. */
export interface FleetServerArgs {
  /** Id of the ECS server. */
  serverId: pulumi.Input<string>;
  /** How to get into this server; comes before the `auth` for all. */
  auth?: pulumi.Input<pulumi.Input<AuthArgs> | pulumi.Input<AuthArgs>[] | undefined>;
  /** SSH port of the running server; default 22. */
  port?: pulumi.Input<number | undefined>;
}

/** Inputs of a KeyPairFleet. An input left out means: no opinion. */
export interface KeyPairFleetArgs extends BindingPolicyArgs {
  /** The servers that are to have the key pair: ids, or objects that say more of one. */
  servers: pulumi.Input<pulumi.Input<string | FleetServerArgs>[]>;
  /** Name of the key pair. A change is made in place, on every server. */
  keyPairName: pulumi.Input<string>;
  /** Pass `pair.fingerprint`: a pair recreated under the same name then shows as a change. */
  keyPairFingerprint?: pulumi.Input<string | undefined>;
  /** How to get into all servers as they are now; several candidates as a list. A stopped server needs none. */
  auth?: pulumi.Input<pulumi.Input<AuthArgs> | pulumi.Input<AuthArgs>[] | undefined>;
  /** So many of the servers that a run changes go first, and the others only once all of those are bound. */
  canaries?: pulumi.Input<number | undefined>;
  /**
   * No server is begun once more have failed in a run; what is under way is finished. A number, or a percentage of the
   * servers that the run changes ("5%", rounded down). Absent: no limit.
   */
  maxFailures?: pulumi.Input<number | string | undefined>;
  /** Servers under way at a time. Absent: as many as the request quota lets begin. */
  concurrency?: pulumi.Input<number | undefined>;
  /**
   * What deleting, or removing a server, does: `auto` (default) unbinds only what this resource bound on a server that
   * had no key pair, `unbind` insists, `retain` leaves the key on the server.
   */
  onDelete?: pulumi.Input<"auto" | "unbind" | "retain" | undefined>;
  /** Bind all again when one of these values changes. */
  triggers?: pulumi.Input<pulumi.Input<unknown>[] | undefined>;
  /** For the whole fleet. */
  timeouts?: TimeoutsArgs | undefined;
}

/**
 * Many servers have one key pair. What is bound stays bound when others fail; the next `up` does only what is left.
 * Adding a server binds it, removing one lets it go as a deleted binding would.
 */
export class KeyPairFleet extends pulumi.CustomResource {
  /** What serves it. */
  protected static readonly front: Front = dynamicFront;

  declare public readonly servers: pulumi.Output<(string | { serverId: string; port?: number })[]>;
  declare public readonly keyPairName: pulumi.Output<string>;
  declare public readonly phase: pulumi.Output<FleetPhase>;
  declare public readonly counts: pulumi.Output<FleetCounts>;
  /** Where each server stands, by its id. */
  declare public readonly results: pulumi.Output<Record<string, FleetResult>>;
  /** The keys that servers of the fleet have, by fingerprint. */
  declare public readonly publicKeys: pulumi.Output<Record<string, string>>;
  declare public readonly region: pulumi.Output<string>;
  declare public readonly projectId: pulumi.Output<string>;

  constructor(name: string, args: KeyPairFleetArgs, opts: pulumi.CustomResourceOptions = {}) {
    const { front } = new.target;
    // A program without types may leave them out, or give null: the provider says what is missing.
    const { servers, auth } = { ...args };
    warnAboutConfig(front);
    const inputs = {
      phase: undefined,
      counts: undefined,
      results: undefined,
      publicKeys: undefined,
      sharedTexts: undefined,
      remembered: undefined,
      triggersKey: undefined,
      region: undefined,
      projectId: undefined,
      ...args,
      servers: secretServers(servers),
      auth: secretAuth(auth),
    };
    const secrets = ["auth", "remembered", "triggersKey", ...(mayHoldAuth(servers) ? ["servers"] : [])];
    const { type, props, options } = front.registration(
      KIND,
      name,
      inputs,
      pulumi.mergeOptions(opts, { additionalSecretOutputs: secrets }),
    );
    super(type, name, props, options);
  }
}
