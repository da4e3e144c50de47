import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { ProviderProcess } from "../../../provider/src/handlers/providerProcess";
import { parseDuration } from "../../../provider/src/model/duration";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { pluginService, type PluginService } from "../../../provider/src/plugin/service";
import { Unfinished } from "../../../provider/src/plugin/unfinished";
import type { Resource } from "../stack";
import { answered, marked, requested } from "./engineValues";
import { PartialFailure, type Checked, type Difference, type Found, type Front, type Named } from "./front";
import type { Properties } from "./front";

/** Where the replaced row of a URN is kept; a plugin never sees that it is another one. */
const KEPT_BESIDE = /(#replaced)+$/;

/** The engine's client of a provider plugin: every call is a request and a response of Pulumi's protocol. */
export class PluginClient implements Front {
  readonly #service: PluginService;
  readonly #configured: Promise<unknown>;

  /** @param config the settings of the stack, or the arguments of an explicit provider */
  constructor(process: ProviderProcess, config: ReadonlyMap<string, string>) {
    this.#service = pluginService(process, { version: "1.0.0", schema: () => "{}" });
    this.#configured = this.#configure(config);
    // Whoever calls first hears of it.
    this.#configured.catch(() => undefined);
  }

  async check({ urn }: Named, olds: PlainObject, news: PlainObject): Promise<Checked> {
    await this.#configured;
    const request = new rpc.CheckRequest();
    request.setUrn(seen(urn));
    request.setOlds(requested(olds));
    request.setNews(requested(news));
    const response = await this.#service.check(request);
    return {
      inputs: answered(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  async diff({ urn, id }: Named, old: Pick<Resource, "inputs" | "outputs">, news: PlainObject): Promise<Difference> {
    await this.#configured;
    const request = new rpc.DiffRequest();
    request.setUrn(seen(urn));
    request.setId(id);
    request.setOlds(requested(old.outputs));
    request.setOldInputs(requested(old.inputs));
    request.setNews(requested(news));
    const response = await this.#service.diff(request);
    return {
      changes: response.getChanges() === rpc.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create({ urn, id }: Named, inputs: Properties, timeout: string | undefined): Promise<Properties> {
    await this.#configured;
    const request = new rpc.CreateRequest();
    request.setUrn(seen(urn));
    request.setProperties(requested(inputs.values));
    request.setTimeout(secondsOf(timeout));
    const response = await partially(this.#service.create(request), inputs);
    if (response.getId() !== id) {
      throw new Error(`${urn} was created with the id ${response.getId()} instead of ${id}`);
    }
    return answered(response.getProperties(), inputs);
  }

  async update(
    { urn, id }: Named,
    outputs: PlainObject,
    inputs: Properties,
    timeout: string | undefined,
  ): Promise<Properties> {
    await this.#configured;
    const request = new rpc.UpdateRequest();
    request.setUrn(seen(urn));
    request.setId(id);
    request.setOlds(requested(outputs));
    request.setNews(requested(inputs.values));
    request.setTimeout(secondsOf(timeout));
    const response = await partially(this.#service.update(request), inputs);
    return answered(response.getProperties(), inputs);
  }

  async read({ urn, id }: Named, old: Resource): Promise<Found> {
    await this.#configured;
    const request = new rpc.ReadRequest();
    request.setUrn(seen(urn));
    request.setId(id);
    request.setProperties(requested(old.outputs));
    request.setInputs(requested(old.inputs));
    const response = await this.#service.read(request);
    if (response.getId() === "") {
      return {};
    }
    const inputs = response.getInputs();
    return {
      outputs: answered(response.getProperties(), { values: old.outputs, secret: old.secretOutputs }),
      ...(inputs === undefined ? {} : { inputs: answered(inputs, { values: old.inputs, secret: old.secretInputs }) }),
    };
  }

  async delete({ urn, id }: Named, outputs: PlainObject, timeout: string | undefined): Promise<void> {
    await this.#configured;
    const request = new rpc.DeleteRequest();
    request.setUrn(seen(urn));
    request.setId(id);
    request.setProperties(requested(outputs));
    request.setTimeout(secondsOf(timeout));
    await this.#service.delete(request);
  }

  readonly cancel = (): void => void this.#service.cancel();

  async #configure(config: ReadonlyMap<string, string>): Promise<void> {
    const check = new rpc.CheckRequest();
    check.setNews(requested(Object.fromEntries([...config].map(([key, value]) => [key.replace(/^kps:/, ""), value]))));
    const configure = new rpc.ConfigureRequest();
    configure.setArgs(marked(answered((await this.#service.checkConfig(check)).getInputs())));
    await this.#service.configure(configure);
  }
}

function seen(urn: string): string {
  return urn.replace(KEPT_BESIDE, "");
}

/** 0: the person said nothing. */
function secondsOf(timeout: string | undefined): number {
  return timeout === undefined ? 0 : (parseDuration(timeout) ?? 0) / 1_000;
}

/** What is kept of a step that failed travels as a detail of the error. */
async function partially<T>(response: Promise<T>, inputs: Properties): Promise<T> {
  try {
    return await response;
  } catch (error) {
    if (!(error instanceof Unfinished)) {
      throw error;
    }
    const { detail } = error;
    throw new PartialFailure(answered(detail.getProperties(), inputs), detail.getReasonsList(), error);
  }
}
