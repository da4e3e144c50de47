import type { PlainObject } from "../../../provider/src/model/plainObject";
import { calledResource, type CalledResource } from "./calledResource";
import type { ProviderInProcess } from "./providerInProcess";

/** A resource as the engine would keep it. */
export interface KeyPairState {
  readonly id: string;
  readonly inputs: PlainObject;
  readonly outputs: PlainObject;
}

/** A key pair, called handler by handler or step by step, from a state to the next. */
export interface CalledKeyPair extends CalledResource {
  /** Checks and creates, or compares and updates; a replacement is refused here, a failed check too. */
  up(inputs: PlainObject, state?: KeyPairState): Promise<KeyPairState>;
  /** What a refresh makes of the state; undefined when the resource is gone. */
  refresh(state: KeyPairState): Promise<KeyPairState | undefined>;
  /** Deletes as another process would: no program runs in it. */
  destroy(state: KeyPairState): Promise<void>;
}

/** The URN of the key pair. */
export const KEY_PAIR_URN = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/kps:KeyPair::ops";

/** @param place where the settings lead to */
export function calledKeyPair(
  { handlers, process }: ProviderInProcess,
  { region, projectId }: { readonly region: string; readonly projectId: string },
): CalledKeyPair {
  const called = calledResource(handlers.keyPair, ({ name }) => String(name), { resourceUrn: KEY_PAIR_URN });
  return {
    ...called,
    up: async (given, state) => {
      const { inputs, failures } = await called.check(state?.inputs ?? {}, given);
      if (failures.length > 0) {
        throw new Error(failures.map(({ reason }) => reason).join("; "));
      }
      if (state === undefined) {
        const { id, outs } = await handlers.keyPair.create(inputs);
        return { id, inputs, outputs: outs ?? {} };
      }
      const { replaces = [], changes } = await handlers.keyPair.diff(state.id, state.outputs, inputs);
      if (replaces.length > 0) {
        throw new Error(`replaces ${replaces.join(", ")}`);
      }
      if (changes !== true) {
        return { ...state, inputs };
      }
      const { outs } = await handlers.keyPair.update(state.id, state.outputs, inputs);
      return { id: state.id, inputs, outputs: outs ?? {} };
    },
    refresh: async ({ id, inputs, outputs }) => {
      const read = await handlers.keyPair.read(id, outputs);
      return read.id === undefined
        ? undefined
        : { id: read.id, inputs: read.inputs ?? inputs, outputs: read.props as PlainObject };
    },
    destroy: async ({ id, outputs }) => {
      await process.declared.releaseKeyPair({ name: id, region, projectId });
      await handlers.keyPair.delete(id, outputs);
    },
  };
}
