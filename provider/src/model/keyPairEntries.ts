/** A key pair as the list shows it (ListKeypairs). */
export interface KeyPairEntry {
  readonly name: string;
  /** `user`: of one IAM user alone; `account` (the wire's `domain`): of every user of the account. */
  readonly scope?: "user" | "account";
  /** `ssh` or `x509`. */
  readonly type?: string;
  /** OpenSSH form; empty where the service left it out. */
  readonly publicKey: string;
  /** As the service writes it: MD5 in hex pairs with colons. */
  readonly fingerprint: string;
  /** `is_key_protection`: whether KPS hosts the private key. */
  readonly hosted: boolean;
  /** Bit mask: 0 not frozen, 1 general, 2 police, 4 violation, 8 owner not verified. */
  readonly frozenState: number;
}

/** Everything the service tells of a key pair (ListKeypairDetail). It does not tell which servers have it. */
export interface KeyPairInfo extends KeyPairEntry {
  readonly description: string;
  /** The IAM user who owns it. */
  readonly userId?: string;
  /** ISO 8601 UTC. */
  readonly createdAt?: string;
  /** ISO 8601 UTC. */
  readonly updatedAt?: string;
  /** The KMS key that protects the hosted private key. */
  readonly kmsKeyId?: string;
  /** As the service writes it. */
  readonly algorithm?: string;
}
