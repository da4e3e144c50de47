import * as pulumi from "@pulumi/pulumi";
import type { Algorithm } from "../model/algorithm";
import { warnAboutConfig } from "./configWarnings";
import { dynamicFront } from "./dynamicFront";
import type { Front, ResourceKind } from "./front";
import type { TimeoutsArgs } from "./timeouts";

const KIND: ResourceKind = {
  name: "KeyPair",
  handlers: "keyPair",
  insteadOfImport: 'declare it with its name and publicKey and adopt: "ifIdentical"',
};

/** Has KPS host the private key, encrypted by its own KMS key or by one of yours. */
export interface KeyProtectionArgs {
  /** PEM; needed when `publicKey` is given, and left out when the key is generated. */
  privateKey?: pulumi.Input<string | undefined>;
  encryption: pulumi.Input<{
    /** `kms` needs exactly one of `kmsKeyId` and `kmsKeyName`. */
    type: pulumi.Input<"default" | "kms">;
    kmsKeyId?: pulumi.Input<string | undefined>;
    kmsKeyName?: pulumi.Input<string | undefined>;
  }>;
}

/**
 * Inputs of a KeyPair. An input left out means: no opinion. Without `publicKey` a key is generated, and its private half
 * goes to one or several of `privateKeyFile`, `keyProtection` and `exposePrivateKey`.
 */
export interface KeyPairArgs {
  /** 1 to 255 letters, digits, _ and -. Left out: the resource's name and a suffix that stays the same. Replaces. */
  name?: pulumi.Input<string | undefined>;
  /** The key to import, in OpenSSH form; its comment does not count. Replaces. */
  publicKey?: pulumi.Input<string | undefined>;
  /** `user`: for one IAM user alone; `account`: for every user of the account. Replaces. */
  scope?: pulumi.Input<"user" | "account" | undefined>;
  /** Id of the IAM user who is to own it. Replaces. */
  userId?: pulumi.Input<string | undefined>;
  /** At most 255 characters. */
  description?: pulumi.Input<string | undefined>;
  /** Kept as a secret as a whole. */
  keyProtection?: pulumi.Input<KeyProtectionArgs | undefined>;
  /**
   * File for the generated private key, readable by its owner only; relative to the folder of the nearest Pulumi.yaml at or
   * above the program's. One that exists is used, never overwritten; each key pair needs a file of its own.
   */
  privateKeyFile?: pulumi.Input<string | undefined>;
  /** What is generated; default rsa-3072. Replaces. */
  algorithm?: pulumi.Input<Algorithm | undefined>;
  /** Whether the generated private key becomes the secret output `privateKey`, and so is in state. */
  exposePrivateKey?: pulumi.Input<boolean | undefined>;
  /** `ifIdentical`: a pair of this name with the same key, scope and owner is used, and kept on delete. Default `never`. */
  adopt?: pulumi.Input<"never" | "ifIdentical" | undefined>;
  /** Whether a pair is deleted although servers use it and its only private key (hosted, or in the output) is gone then. */
  forceDelete?: pulumi.Input<boolean | undefined>;
  timeouts?: TimeoutsArgs | undefined;
}

/** A key pair of KPS: generated, imported or adopted. */
export class KeyPair extends pulumi.CustomResource {
  /** What serves it. */
  protected static readonly front: Front = dynamicFront;

  declare public readonly name: pulumi.Output<string>;
  /** As the service writes it: type, base64 body, and a comment perhaps. */
  declare public readonly publicKey: pulumi.Output<string>;
  /** MD5 in hex pairs with colons, as the service writes it. */
  declare public readonly fingerprint: pulumi.Output<string>;
  /** The kind of the key: "rsa-3072", "ed25519", "ecdsa-p256"... */
  declare public readonly algorithm: pulumi.Output<string>;
  declare public readonly scope: pulumi.Output<"user" | "account">;
  /** The IAM user who owns it. */
  declare public readonly userId: pulumi.Output<string | undefined>;
  declare public readonly description: pulumi.Output<string>;
  /** Whether KPS hosts the private key. */
  declare public readonly managed: pulumi.Output<boolean>;
  /** Bit mask of the service; 0 is not frozen. */
  declare public readonly frozenState: pulumi.Output<number>;
  /** ISO 8601 UTC. */
  declare public readonly createdAt: pulumi.Output<string | undefined>;
  /** Whether it was there before this resource. */
  declare public readonly adopted: pulumi.Output<boolean>;
  /**
   * PEM, only with `exposePrivateKey`, or while it is in no other place, since the answer to the creation was lost or KPS
   * does not host it as asked. Secret.
   */
  declare public readonly privateKey: pulumi.Output<string | undefined>;
  declare public readonly region: pulumi.Output<string>;
  declare public readonly projectId: pulumi.Output<string>;

  /** A key pair that exists already, read from the service; its id is its name. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): KeyPair {
    return new this(name, {}, { ...opts, id });
  }

  constructor(name: string, args: KeyPairArgs = {}, opts: pulumi.CustomResourceOptions = {}) {
    const { front } = new.target;
    // A program without types may leave them out, or give null: the provider says what is missing.
    const { keyProtection } = { ...args };
    warnAboutConfig(front);
    const inputs = {
      name: undefined,
      publicKey: undefined,
      fingerprint: undefined,
      algorithm: undefined,
      scope: undefined,
      userId: undefined,
      description: undefined,
      managed: undefined,
      frozenState: undefined,
      createdAt: undefined,
      adopted: undefined,
      privateKey: undefined,
      region: undefined,
      projectId: undefined,
      ...args,
      keyProtection: keyProtection === undefined ? undefined : pulumi.secret(keyProtection),
    };
    const secrets = { additionalSecretOutputs: ["keyProtection", "privateKey"] };
    const { type, props, options } = front.registration(KIND, name, inputs, pulumi.mergeOptions(opts, secrets));
    super(type, name, props, options);
  }
}
