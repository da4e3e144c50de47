import type { ResourceHandlers } from "../../../provider/src/handlers/border";
import { dynamicFront } from "../../../provider/src/handlers/dynamicFront";
import { handlersOf } from "../../../provider/src/handlers/handlers";
import type { ProviderProcess } from "../../../provider/src/handlers/providerProcess";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import type { Resource, ResourceKind } from "../stack";
import { PartialFailure, type Checked, type Difference, type Found, type Front, type Named } from "./front";
import type { Properties } from "./front";

/** What the resource classes name as secret, and the provider's own text. */
const SECRET = ["auth", "servers", "remembered", "triggersKey", "privateKey", "keyProtection", "__provider"];

/** Pulumi's own host of dynamic resources. It hands on neither timeouts nor that the person wants an end. */
export class DynamicHost implements Front {
  readonly #handlers: Readonly<Record<ResourceKind, ResourceHandlers>>;

  constructor(process: ProviderProcess, config: ReadonlyMap<string, string>) {
    const { keyPair, keyPairBinding, keyPairFleet } = handlersOf(process);
    this.#handlers = {
      keyPair: dynamicFront(keyPair),
      keyPairBinding: dynamicFront(keyPairBinding),
      keyPairFleet: dynamicFront(keyPairFleet),
    };
    void process.configure({ config });
  }

  async check({ kind }: Named, olds: PlainObject, news: PlainObject): Promise<Checked> {
    const { inputs, failures = [] } = await this.#load(kind, news).check(olds, news);
    return { inputs: kept(inputs ?? {}), failures: failures.map(({ reason }) => reason) };
  }

  async diff({ kind, id }: Named, { inputs, outputs }: Pick<Resource, "inputs" | "outputs">, news: PlainObject) {
    const found = await this.#load(kind, news).diff(id, outputs, news);
    const { changes = JSON.stringify(inputs) !== JSON.stringify(news), replaces = [], deleteBeforeReplace } = found;
    return { changes, replaces, deleteBeforeReplace: deleteBeforeReplace === true } satisfies Difference;
  }

  create({ kind }: Named, { values }: Properties): Promise<Properties> {
    return this.#step(values, () => this.#load(kind, values).create(values));
  }

  update({ kind, id }: Named, outputs: PlainObject, { values }: Properties): Promise<Properties> {
    return this.#step(values, () => this.#load(kind, values).update(id, outputs, values));
  }

  async read({ kind, id }: Named, { outputs }: Resource): Promise<Found> {
    const { id: found, props, inputs } = await this.#load(kind, outputs).read(id, outputs);
    if (found === undefined && props === undefined) {
      return {};
    }
    return {
      outputs: withProvider(props, outputs),
      ...(inputs === undefined ? {} : { inputs: withProvider(inputs, outputs) }),
    };
  }

  async delete({ kind, id }: Named, outputs: PlainObject): Promise<void> {
    await this.#load(kind, outputs).delete(id, outputs);
  }

  readonly cancel = (): void => undefined;

  /** Evaluates the provider's text that stands among the properties. */
  #load(kind: ResourceKind, properties: PlainObject): ResourceHandlers {
    if (properties["__provider"] === undefined) {
      throw new TypeError("code must be a string, not undefined");
    }
    return this.#handlers[kind];
  }

  async #step(
    inputs: PlainObject,
    work: () => Promise<{ readonly outs?: PlainObject | undefined }>,
  ): Promise<Properties> {
    try {
      return withProvider((await work()).outs, inputs);
    } catch (error) {
      throw typeof error === "object" && error !== null && "properties" in error && "reasons" in error
        ? new PartialFailure(kept(error.properties as PlainObject), error.reasons as string[], error)
        : error;
    }
  }
}

/** The host adds the provider's text to what its handlers answer. */
function withProvider(outputs: PlainObject | undefined, { __provider }: PlainObject): Properties {
  return kept({ ...outputs, __provider });
}

/** As it travels between processes. */
function kept(properties: PlainObject): Properties {
  return { values: JSON.parse(JSON.stringify(properties)) as PlainObject, secret: SECRET };
}
