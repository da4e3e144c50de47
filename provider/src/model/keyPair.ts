import { z } from "zod";
import { ALGORITHMS } from "./algorithm";
import { isKeyPairName, KEY_PAIR_NAME_RULE } from "./keyPairName";
import { keyProtectionSchema, keyProtectionStateSchema, type KeyProtectionInput } from "./keyProtection";
import { looksLikeKeyMaterial, publicHalf } from "./privateKey";
import { madeSchema, type Made } from "./made";
import { pathFault } from "./pathFault";
import { fingerprintOf } from "./publicKey";
import { publicKeyFault } from "./publicKeyFault";
import { timeoutsSchema } from "./timeouts";

/** Refuses a text with what is wrong with it. */
function without(faultIn: (text: string) => string | undefined) {
  return (text: string, context: z.RefinementCtx): void => {
    const fault = faultIn(text);
    if (fault !== undefined) {
      context.addIssue({ code: "custom", message: fault });
    }
  };
}

const publicKey = z.string("give a public key in OpenSSH form").superRefine(without(publicKeyFault));

const flag = z.boolean("must be true or false");

/** Inputs of a KeyPair once every value is known. An input left out means: no opinion. */
export const keyPairInputsSchema = z.strictObject({
  name: z
    .string("give the name of the key pair, or leave it out")
    .refine(isKeyPairName, `is not the name of a key pair: ${KEY_PAIR_NAME_RULE}`)
    .optional(),
  publicKey: publicKey.optional(),
  scope: z.enum(["user", "account"], 'must be "user" (private) or "account" (every IAM user)').optional(),
  userId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, "is not the id of an IAM user (not the name: 32 hex digits, under My Credentials)")
    .optional(),
  description: z.string("must be a text").max(255, "is longer than 255 characters; shorten it").optional(),
  keyProtection: keyProtectionSchema.optional(),
  privateKeyFile: z
    .string("must be the path of a file")
    .min(1, "must be the path of a file")
    .refine(
      (path) => !looksLikeKeyMaterial(path),
      "is a key, or several lines; give the path of the file to write one to",
    )
    .superRefine(without(pathFault))
    .optional(),
  algorithm: z.enum(ALGORITHMS, `must be one of ${ALGORITHMS.join(", ")}`).optional(),
  exposePrivateKey: flag.optional(),
  adopt: z.enum(["never", "ifIdentical"], 'must be "never" or "ifIdentical"').optional(),
  forceDelete: flag.optional(),
  timeouts: timeoutsSchema.optional(),
  resourceUrn: z.string().optional(),
  /** Written by check: `name` was made here. */
  autoNamed: z.boolean().optional(),
  /** Written by check: the fingerprint of a public key that is known before anything is created. */
  fingerprint: z.string().optional(),
});

/** The same with a public key that a refresh may have found: KPS need not be able to import it. */
export const foundKeyPairInputsSchema = keyPairInputsSchema.extend({ publicKey: z.string().optional() });

/** Inputs of a KeyPair as the provider process receives them, completed by check. */
export type KeyPairInputs = z.infer<typeof keyPairInputsSchema>;

/** What is known of a key pair that exists, beside the inputs: from the service, and what became of its private key. */
export interface KeyPairRecord {
  publicKey: string;
  fingerprint: string;
  algorithm?: string | undefined;
  scope?: "user" | "account" | undefined;
  userId?: string | undefined;
  description?: string | undefined;
  /** KPS hosts the private key. */
  managed: boolean;
  frozenState: number;
  /** ISO 8601 UTC. */
  createdAt?: string | undefined;
  /** The pair was there already, and is not ours to delete. */
  adopted: boolean;
  /** The pair that we made; absent for an adopted one. */
  made?: Made | undefined;
  /** Who saw an adopted one last, as the credentials tell; absent where it is for all, or they do not. */
  seenBy?: string | undefined;
  /** As it was last handed to the service. */
  keyProtection?: KeyProtectionInput | undefined;
  /** The answer to that was lost: KPS may host the private key as before, or not at all. */
  hostingLost?: boolean | undefined;
  /** Where the private key was written. */
  privateKeyFile?: string | undefined;
  /** PEM, only with exposePrivateKey, or while it is in no other place: the creation was lost, or its hosting. Secret. */
  privateKey?: string | undefined;
  /** Somebody made another key under this name; it was generated here, so no input tells. */
  replacedElsewhere?: boolean | undefined;
  /** The answer to its creation was lost, and nothing has shown since whether it is there; the rest is what was sent. */
  creationLost?: boolean | undefined;
}

/** Outputs of a KeyPair: the inputs under their own keys, the record, and where it was made. */
export type KeyPairOutputs = Omit<KeyPairInputs, keyof KeyPairRecord> &
  KeyPairRecord & {
    region: string;
    projectId: string;
    given: string[];
    /** False while something the inputs ask for is still to be done; absent otherwise. */
    settled?: false | undefined;
  };

/** What state holds of a key pair, read leniently: state of every release must stay readable. */
export const keyPairStateSchema = z.looseObject({
  name: z.string().optional(),
  publicKey: z.string().optional(),
  fingerprint: z.string().optional(),
  algorithm: z.string().optional(),
  scope: z.enum(["user", "account"]).optional().catch(undefined),
  userId: z.string().optional(),
  description: z.string().optional(),
  managed: z.boolean().optional(),
  frozenState: z.number().optional(),
  createdAt: z.string().optional(),
  adopted: z.boolean().optional(),
  made: madeSchema.optional().catch(undefined),
  seenBy: z.string().optional().catch(undefined),
  keyProtection: keyProtectionStateSchema.optional().catch(undefined),
  hostingLost: z.boolean().optional(),
  privateKeyFile: z.string().optional(),
  privateKey: z.string().optional(),
  replacedElsewhere: z.boolean().optional(),
  creationLost: z.boolean().optional(),
  autoNamed: z.boolean().optional(),
  forceDelete: z.boolean().optional(),
  timeouts: timeoutsSchema.optional().catch(undefined),
  resourceUrn: z.string().optional(),
  region: z.string().optional(),
  projectId: z.string().optional(),
  given: z.array(z.string()).optional(),
  settled: z.boolean().optional(),
});

/** What state holds of a key pair. */
export type KeyPairState = z.infer<typeof keyPairStateSchema>;

/**
 * What we made, by state. That of release 0.1.0 does not say it: what it did not adopt it made, with the key that it
 * holds.
 */
export function madeOf({ made, adopted, name, publicKey, fingerprint }: KeyPairState): Made | undefined {
  if (made !== undefined || adopted !== false || name === undefined) {
    return made;
  }
  return { name, fingerprint: (publicKey === undefined ? undefined : fingerprintOf(publicKey)) ?? fingerprint };
}

/** The record in a key pair's state, apart from its inputs. */
export function keyPairRecordOf(state: KeyPairState): KeyPairRecord {
  return {
    publicKey: state.publicKey ?? "",
    fingerprint: state.fingerprint ?? "",
    algorithm: state.algorithm,
    scope: state.scope,
    userId: state.userId,
    description: state.description,
    managed: state.managed ?? false,
    frozenState: state.frozenState ?? 0,
    createdAt: state.createdAt,
    adopted: state.adopted ?? false,
    made: madeOf(state),
    seenBy: state.seenBy,
    keyProtection: state.keyProtection,
    hostingLost: state.hostingLost,
    privateKeyFile: state.privateKeyFile,
    privateKey: state.privateKey,
    replacedElsewhere: state.replacedElsewhere,
    creationLost: state.creationLost,
  };
}

/** The public key that the inputs give, itself or as the half of the private key to host; undefined: generate one. */
export function givenPublicKey(inputs: {
  publicKey?: string | undefined;
  keyProtection?: { privateKey?: string | undefined } | undefined;
}): string | undefined {
  const { privateKey } = inputs.keyProtection ?? {};
  return inputs.publicKey ?? (privateKey === undefined ? undefined : publicHalf(privateKey));
}

/** Whether the program gives the key of this state, itself or as the half of the private key to host. */
export function givesKey(state: Pick<KeyPairState, "given" | "keyProtection">): boolean {
  return (state.given ?? []).includes("publicKey") || state.keyProtection?.privateKey !== undefined;
}
