import { z } from "zod";
import { authSchema } from "./auth";
import { bindingPolicies, portSchema } from "./bindingPolicies";
import type { BindingRecord } from "./bindingRecord";
import { serverIdSchema } from "./identifier";
import { timeoutsSchema } from "./timeouts";

/** Inputs of a KeyPairBinding once every value is known. An input left out means: no opinion. */
export const bindingInputsSchema = z.strictObject({
  serverId: serverIdSchema,
  // Its rule is check's: what a refresh or an import has found ("" for none, or a name of ECS's own) may come back.
  keyPairName: z.string(),
  keyPairFingerprint: z.string().min(1).optional(),
  auth: authSchema.optional(),
  port: portSchema.optional(),
  ...bindingPolicies,
  resourceUrn: z.string().optional(),
});

/** Inputs of a KeyPairBinding as the provider process receives them. */
export type BindingInputs = z.infer<typeof bindingInputsSchema>;

/** Outputs of a KeyPairBinding: the inputs under their own keys, the record, and where it was made. */
export type BindingOutputs = BindingInputs &
  BindingRecord & { region?: string | undefined; projectId?: string | undefined; given: string[] };

const operation = z.enum(["BIND", "RESET", "REPLACE", "UNBIND"]);

/** What state holds of a binding, read leniently: state of every release must stay readable. */
export const bindingStateSchema = z.looseObject({
  serverId: z.string().optional(),
  keyPairName: z.string().optional(),
  keyPairFingerprint: z.string().optional(),
  auth: authSchema.optional().catch(undefined),
  replaces: z.array(z.string()).optional(),
  port: z.number().optional(),
  disablePassword: z.boolean().optional(),
  onDelete: z.enum(["auto", "unbind", "retain"]).optional(),
  failedTasks: z.enum(["keep", "deleteOwn"]).optional(),
  verify: z.enum(["auto", "none"]).optional(),
  triggers: z.array(z.unknown()).optional(),
  timeouts: timeoutsSchema.optional().catch(undefined),
  resourceUrn: z.string().optional(),
  phase: z.enum(["waiting", "bound", "failed", "unbound"]).optional(),
  operation: operation.optional(),
  taskId: z.string().optional(),
  taskStatus: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  boundPublicKey: z.string().optional(),
  boundKeyPairName: z.string().optional(),
  attempt: z
    .object({
      keyPairName: z.string(),
      operation,
      taskId: z.string().optional(),
      sentAt: z.string().default(""),
      exchangeEndedAt: z.string().optional(),
      fingerprint: z.string().optional(),
      before: z.string().optional(),
      seenBefore: z.array(z.string()).optional(),
      disablesPassword: z.boolean().optional(),
      tried: z.array(z.string()).default([]),
    })
    .optional(),
  made: z.object({ name: z.string(), fingerprint: z.string().optional(), by: z.string().optional() }).optional(),
  keyUncertain: z.boolean().optional(),
  seenUnboundAt: z.string().optional(),
  passwordDisabled: z.boolean().optional(),
  previousKeyPairName: z.string().optional(),
  tookOver: z.boolean().optional(),
  adopted: z.boolean().optional(),
  verified: z.boolean().optional(),
  failure: z
    .object({
      taskId: z.string(),
      operation,
      code: z.string().optional(),
      message: z.string(),
      time: z.string().optional(),
      serverName: z.string().optional(),
      match: z.enum(["exact", "probable"]),
    })
    .optional(),
  region: z.string().optional(),
  projectId: z.string().optional(),
  given: z.array(z.string()).optional(),
});

/** What state holds of a binding. */
export type BindingState = z.infer<typeof bindingStateSchema>;

/** What the record of a binding is in its state. */
export const RECORD_KEYS = [
  "phase",
  "operation",
  "taskId",
  "taskStatus",
  "startedAt",
  "finishedAt",
  "keyPairFingerprint",
  "boundPublicKey",
  "boundKeyPairName",
  "attempt",
  "made",
  "keyUncertain",
  "seenUnboundAt",
  "passwordDisabled",
  "previousKeyPairName",
  "tookOver",
  "adopted",
  "verified",
  "failure",
] as const;

/** The record in a binding's state, apart from its inputs. */
export function recordOf(state: BindingState): BindingRecord {
  const entries = RECORD_KEYS.map((key) => [key, state[key]]);
  const record: BindingRecord = {
    ...(Object.fromEntries(entries) as Partial<BindingRecord>),
    phase: state.phase ?? "unbound",
  };
  return fromFirstRelease(record, state.disablePassword);
}

/** The key pair that a refresh found on the server instead of what was bound, "" for none; undefined when it is as it was left. */
export function foundInstead({ phase, keyPairName, boundKeyPairName = "" }: BindingState): string | undefined {
  const settled = phase === "bound" || phase === "unbound";
  return settled && keyPairName !== boundKeyPairName ? keyPairName : undefined;
}

/**
 * State of 0.1.0 says in `adopted` what `made` says now, calls no key uncertain, has no time of sending, and tells only in the
 * input whether login by password was switched off.
 */
function fromFirstRelease(record: BindingRecord, disablePassword: boolean | undefined): BindingRecord {
  const { boundKeyPairName, keyPairFingerprint, adopted, attempt, made, passwordDisabled, phase, keyUncertain } =
    record;
  const hasMade = made === undefined && adopted === false && boundKeyPairName !== undefined;
  return {
    ...record,
    made: hasMade ? { name: boundKeyPairName, fingerprint: keyPairFingerprint } : made,
    passwordDisabled: hasMade && disablePassword === true ? true : passwordDisabled,
    attempt: attempt?.sentAt === "" && disablePassword === true ? { ...attempt, disablesPassword: true } : attempt,
    keyUncertain: keyUncertain ?? (phase === "failed" ? true : undefined),
  };
}
