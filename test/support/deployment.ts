import { z } from "zod";

const resource = z.looseObject({
  urn: z.string(),
  type: z.string(),
  id: z.string().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
  initErrors: z.array(z.string()).optional(),
});

const exported = z.looseObject({
  deployment: z.looseObject({
    resources: z
      .array(resource)
      .nullish()
      .transform((list) => list ?? []),
    pending_operations: z
      .array(z.looseObject({ resource, type: z.string() }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});

/** One resource as the stack's state holds it; secrets are ciphertext unless asked for in the clear. */
export type StateResource = z.infer<typeof resource>;

/** What `pulumi stack export` prints. */
export interface StackState {
  readonly resources: readonly StateResource[];
  readonly pendingOperations: readonly { readonly type: string; readonly urn: string }[];
  /** The exported JSON text, to search for what must not be in it. */
  readonly text: string;
  /** The resource of this name (the last part of its URN); throws when there is none. */
  resource(name: string): StateResource;
}

/** Decodes an exported stack. */
export function parseState(text: string): StackState {
  const { deployment } = exported.parse(JSON.parse(text));
  const { resources, pending_operations: pending } = deployment;
  return {
    resources,
    pendingOperations: pending.map(({ resource: { urn }, type }) => ({ urn, type })),
    text,
    resource(name) {
      const found = resources.find(({ urn }) => urn.endsWith(`::${name}`));
      if (found === undefined) {
        throw new Error(`the state holds no ${name}, only: ${resources.map(({ urn }) => urn).join(", ")}`);
      }
      return found;
    },
  };
}
