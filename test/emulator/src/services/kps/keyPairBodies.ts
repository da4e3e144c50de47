import { z } from "zod";
import type { KeyPair } from "../../world/keyPair";
import type { World } from "../../world/world";

/** How a hosted private key is protected. */
export const encryptionSchema = z
  .object({
    type: z.enum(["default", "kms"]),
    kms_key_name: z.string().optional(),
    kms_key_id: z.string().optional(),
  })
  .refine((one) => one.type === "default" || one.kms_key_name !== undefined || one.kms_key_id !== undefined, {
    message: "kms_key_name or kms_key_id is required for type kms",
  });

export type Encryption = z.output<typeof encryptionSchema>;

/** Body of a create request. */
export const createKeypairSchema = z.object({
  keypair: z.object({
    name: z.string(),
    type: z.enum(["ssh", "x509"]).optional(),
    public_key: z.string().optional(),
    scope: z.enum(["domain", "user"]).optional(),
    user_id: z.string().optional(),
    key_protection: z.object({ private_key: z.string().optional(), encryption: encryptionSchema }).optional(),
  }),
});

export type CreateKeypairBody = z.output<typeof createKeypairSchema>;

/** Bodies that only name key pairs. */
export const namedKeypairSchema = z.object({ keypair: z.object({ name: z.string().min(1) }) });

/** The KMS key a hosted private key is encrypted with. */
export function kmsKeyOf(world: World, encryption: Encryption): string {
  return encryption.type === "kms" ? (encryption.kms_key_id ?? encryption.kms_key_name ?? "") : world.newId();
}

/** Milliseconds since 1970 in the unit the quirks say; null when absent. */
export function shownTime(world: World, time: number | undefined): number | null {
  if (time === undefined) {
    return null;
  }
  return Math.floor(world.settings.quirks.keyPairTimeUnit === "ms" ? time : time / 1000);
}

/** What every answer about a key pair has in common. */
export function keyPairCore(pair: KeyPair): Record<string, unknown> {
  return { name: pair.name, type: pair.type, public_key: pair.publicKey.line, fingerprint: pair.publicKey.fingerprint };
}
