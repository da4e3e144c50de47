/** Asks the service to keep the private key, encrypted by its default key or by one of the tenant's. */
export interface KeyProtection {
  /** PEM; needed when the public key is imported. Secret. */
  readonly privateKey?: string | undefined;
  readonly encryption: {
    readonly type: "default" | "kms";
    readonly kmsKeyId?: string | undefined;
    readonly kmsKeyName?: string | undefined;
  };
}

/** The object as the API writes it. */
export function keyProtectionWire(protection: KeyProtection): Record<string, unknown> {
  const { type, kmsKeyId, kmsKeyName } = protection.encryption;
  return {
    ...(protection.privateKey === undefined ? {} : { private_key: protection.privateKey }),
    encryption: {
      type,
      ...(kmsKeyId === undefined ? {} : { kms_key_id: kmsKeyId }),
      ...(kmsKeyName === undefined ? {} : { kms_key_name: kmsKeyName }),
    },
  };
}

/** What no message may show of it. */
export function keyProtectionSecrets(protection: KeyProtection | undefined): string[] {
  return protection?.privateKey === undefined ? [] : [protection.privateKey];
}
