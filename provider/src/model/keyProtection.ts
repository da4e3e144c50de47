import { z } from "zod";
import { readPrivateKey } from "./privateKey";

const text = z.string().min(1, "must not be empty");

const encryption = z
  .strictObject({
    type: z.enum(["default", "kms"], 'must be "default" (the key KPS keeps for this) or "kms" (a key of yours)'),
    kmsKeyId: text.optional(),
    kmsKeyName: text.optional(),
  })
  .superRefine(({ type, kmsKeyId, kmsKeyName }, context) => {
    const given = [kmsKeyId, kmsKeyName].filter((value) => value !== undefined).length;
    if (type === "default" && given > 0) {
      context.addIssue({ code: "custom", message: 'names a KMS key although type is "default"; set type to "kms"' });
    }
    if (type === "kms" && given !== 1) {
      context.addIssue({
        code: "custom",
        message:
          given === 0
            ? 'type "kms" needs the KMS key: give kmsKeyId or kmsKeyName'
            : "has both kmsKeyId and kmsKeyName; give exactly one of them",
      });
    }
  });

const privateKey = z.string().superRefine((value, context) => {
  const read = readPrivateKey(value);
  if ("fault" in read) {
    context.addIssue({ code: "custom", message: read.fault });
  }
});

/** The `keyProtection` input: the private key is hosted in KPS, encrypted by a KMS key. */
export const keyProtectionSchema = z.strictObject({ privateKey: privateKey.optional(), encryption });

/** What the `keyProtection` input holds. Its privateKey is secret. */
export type KeyProtectionInput = z.infer<typeof keyProtectionSchema>;

/** What state holds of keyProtection; it decides nothing before the service does. */
export const keyProtectionStateSchema = z.object({
  privateKey: z.string().optional(),
  encryption: z.object({
    type: z.enum(["default", "kms"]),
    kmsKeyId: z.string().optional(),
    kmsKeyName: z.string().optional(),
  }),
});
