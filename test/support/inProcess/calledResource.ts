import type { dynamic } from "@pulumi/pulumi";
import type { ResourceHandlers } from "../../../provider/src/handlers/border";
import type { PlainObject } from "../../../provider/src/model/plainObject";

/** A resource whose handlers are called one by one, as the engine calls them. */
export interface CalledResource {
  check(olds: PlainObject, news: PlainObject): Promise<Checked>;
  diff(olds: PlainObject, news: PlainObject): Promise<dynamic.DiffResult>;
  /** Resolves with the outputs, as `update` does. */
  create(inputs: PlainObject): Promise<PlainObject>;
  update(olds: PlainObject, inputs: PlainObject): Promise<PlainObject>;
  read(outputs: PlainObject): Promise<{ id?: string; props?: PlainObject; inputs?: PlainObject }>;
  delete(outputs: PlainObject): Promise<void>;
}

/** What `check` answered, typed: the SDK says any. */
export interface Checked {
  readonly inputs: PlainObject;
  readonly failures: readonly { readonly property: string; readonly reason: string }[];
}

/**
 * @param idOf the id of the resource with these outputs
 * @param own what the program's inputs are given besides, such as the URN
 */
export function calledResource(
  handlers: ResourceHandlers,
  idOf: (outputs: PlainObject) => string,
  own: PlainObject = {},
): CalledResource {
  const whole = (inputs: PlainObject): PlainObject => ({ __provider: "stub", ...own, ...inputs });
  return {
    check: async (olds, news) => checked(await handlers.check(olds, whole(news))),
    diff: (olds, news) => handlers.diff(idOf(olds), olds, whole(news)),
    create: async (inputs) => (await handlers.create(whole(inputs))).outs ?? {},
    update: async (olds, inputs) => (await handlers.update(idOf(olds), olds, whole(inputs))).outs ?? {},
    read: (outputs) => handlers.read(idOf(outputs), outputs),
    delete: (outputs) => handlers.delete(idOf(outputs), outputs),
  };
}

/** What a handler's `check` answers, typed. */
export function checked({ inputs, failures }: dynamic.CheckResult<PlainObject>): Checked {
  return { inputs: inputs ?? {}, failures: failures ?? [] };
}
