import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { plain, struct } from "../../provider/src/plugin/convert";
import { pluginService, type PluginService } from "../../provider/src/plugin/service";
import type { ProviderProcess } from "../../provider/src/handlers/providerProcess";

const SERVER = "urn:pulumi:dev::web::kps:index:KeyPairBinding::one";

/** What the engine asks of the plugin for one binding, in plain values. */
export class EngineRequests {
  readonly service: PluginService;

  constructor(process: ProviderProcess) {
    this.service = pluginService(process, { version: "1.2.3", schema: () => "{}" });
  }

  /** Hands the settings over as the engine does, without their namespace. */
  async configure(settings: PlainObject): Promise<void> {
    const request = new rpc.ConfigureRequest();
    request.setArgs(struct(settings));
    await this.service.configure(request);
  }

  async check(
    news: PlainObject,
    { urn = SERVER, olds = {} }: { readonly urn?: string; readonly olds?: PlainObject } = {},
  ): Promise<{ inputs: PlainObject; failures: string[] }> {
    const request = new rpc.CheckRequest();
    request.setUrn(urn);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.service.check(request);
    return {
      inputs: marked(response.getInputs()),
      failures: response.getFailuresList().map((each) => each.getReason()),
    };
  }

  async create(news: PlainObject, { timeout = 0, preview = false } = {}): Promise<PlainObject> {
    const request = new rpc.CreateRequest();
    request.setUrn(SERVER);
    request.setProperties(struct(news));
    request.setTimeout(timeout);
    request.setPreview(preview);
    return plain((await this.service.create(request)).getProperties());
  }

  async update(olds: PlainObject, news: PlainObject, { preview = false } = {}): Promise<PlainObject> {
    const request = new rpc.UpdateRequest();
    request.setUrn(SERVER);
    request.setId(String(olds["serverId"]));
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    request.setPreview(preview);
    return plain((await this.service.update(request)).getProperties());
  }

  async diff(olds: PlainObject, oldInputs: PlainObject, news: PlainObject): Promise<rpc.DiffResponse.AsObject> {
    const request = new rpc.DiffRequest();
    request.setUrn(SERVER);
    request.setId(String(olds["serverId"]));
    request.setOlds(struct(olds));
    request.setOldInputs(struct(oldInputs));
    request.setNews(struct(news));
    return (await this.service.diff(request)).toObject();
  }

  /** Reads what no state knows yet: to import it, or, where `get` is given, for a program that only reads it. */
  async read(
    id: string,
    { urn = SERVER, get }: { readonly urn?: string; readonly get?: PlainObject } = {},
  ): Promise<{ id: string; properties: PlainObject; inputs: PlainObject }> {
    const request = new rpc.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    if (get !== undefined) {
      request.setInputs(struct(get));
      request.setProperties(struct(get));
    }
    const response = await this.service.read(request);
    return { id: response.getId(), properties: plain(response.getProperties()), inputs: plain(response.getInputs()) };
  }

  async invoke(token: string, args: PlainObject): Promise<PlainObject> {
    const request = new rpc.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    return plain((await this.service.invoke(request)).getReturn());
  }
}

/** What was answered, with the engine's marks in it. */
function marked(values: Struct | undefined): PlainObject {
  return values?.toJavaScript() ?? {};
}
