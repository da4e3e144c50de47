import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { rootModules } from "./program";
import { type HostProcess, startHostProcess } from "./hostProcess";
import { decodeFailure } from "./initFailure";

/** Inputs or outputs of a resource, as they travel. */
export type Properties = Readonly<Record<string, JavaScriptValue | undefined>>;

/** What a host is started for. */
export interface HostOptions {
  /** The serialised provider, which every call carries as `__provider`; the plugin needs none. */
  readonly provider?: string;
  /** Stack configuration by its full keys, such as `kps:region`; secrets travel decrypted. */
  readonly config?: Readonly<Record<string, string>>;
  /** Default: an address of its own where nothing listens, as of an engine run of its own. */
  readonly engine?: string;
  /** Default: this checkout. */
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The provider process to start; default: the SDK's own host of dynamic resources. */
  readonly script?: string;
  /** What the engine calls the resource that is asked for; default: a binding. */
  readonly urn?: string;
}

/** What the engine calls the resource that is asked for, unless told otherwise. */
const URN = "urn:pulumi:dev::host::kps:index:KeyPairBinding::asked";

/** What `diff` answered. */
export interface DiffAnswer {
  /** Undefined: the provider has no opinion. */
  readonly changes: boolean | undefined;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

const changes = new Map<messages.DiffResponse.DiffChanges, boolean>([
  [messages.DiffResponse.DiffChanges.DIFF_SOME, true],
  [messages.DiffResponse.DiffChanges.DIFF_NONE, false],
]);

let addresses = 0;

/** Where nothing listens; another one each time, so that hosts after each other belong to different runs. */
function nobodysAddress(): string {
  addresses += 1;
  return `127.0.0.1:${addresses}`;
}

/**
 * Drives the real dynamic provider host over gRPC, as the engine would. Failures of create and update arrive as
 * `InitFailedError` when the resource is kept, all others as gRPC's `ServiceError`.
 */
export class Host {
  private constructor(
    readonly process: HostProcess,
    private readonly client: ResourceProviderClient,
    private readonly provider: string | undefined,
    private readonly urn: string,
  ) {}

  static async start(options: HostOptions): Promise<Host> {
    const started = await startHostProcess({
      engine: options.engine ?? nobodysAddress(),
      cwd: options.cwd ?? `${rootModules}/..`,
      env: { ...process.env, ...options.environment },
      ...(options.script === undefined ? {} : { script: options.script }),
    });
    const client = new ResourceProviderClient(started.address, credentials.createInsecure(), {
      "grpc.enable_http_proxy": 0,
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    const host = new Host(started, client, options.provider, options.urn ?? URN);
    const request = new messages.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript({ ...options.config }));
    await answerTo<messages.ConfigureResponse>((answer) => client.configure(request, answer));
    return host;
  }

  async check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: Record<string, string> }> {
    const request = new messages.CheckRequest();
    request.setUrn(this.urn);
    request.setOlds(this.travelling(olds));
    request.setNews(this.travelling(news));
    const response = await answerTo<messages.CheckResponse>((answer) => this.client.check(request, answer));
    const failures = response.getFailuresList().map((each) => [each.getProperty(), each.getReason()] as const);
    return { inputs: arrived(response.getInputs()), failures: Object.fromEntries(failures) };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<DiffAnswer> {
    const request = new messages.DiffRequest();
    request.setUrn(this.urn);
    request.setId(id);
    request.setOlds(this.travelling(olds));
    request.setNews(this.travelling(news));
    const response = await answerTo<messages.DiffResponse>((answer) => this.client.diff(request, answer));
    return {
      changes: changes.get(response.getChanges()),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(inputs: Properties): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest();
    request.setUrn(this.urn);
    request.setProperties(this.travelling(inputs));
    const response = await answerTo<messages.CreateResponse>((answer) => this.client.create(request, answer));
    return { id: response.getId(), outputs: arrived(response.getProperties()) };
  }

  /** An empty id in the answer means that the resource is gone; `inputs` is undefined when the provider gave none. */
  async read(id: string, outputs: Properties): Promise<{ id: string; outputs: Properties; inputs?: Properties }> {
    const request = new messages.ReadRequest();
    request.setUrn(this.urn);
    request.setId(id);
    request.setProperties(this.travelling(outputs));
    const response = await answerTo<messages.ReadResponse>((answer) => this.client.read(request, answer));
    const inputs = response.hasInputs() ? { inputs: arrived(response.getInputs()) } : {};
    return { id: response.getId(), outputs: arrived(response.getProperties()), ...inputs };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<{ outputs: Properties }> {
    const request = new messages.UpdateRequest();
    request.setUrn(this.urn);
    request.setId(id);
    request.setOlds(this.travelling(olds));
    request.setNews(this.travelling(news));
    const response = await answerTo<messages.UpdateResponse>((answer) => this.client.update(request, answer));
    return { outputs: arrived(response.getProperties()) };
  }

  async delete(id: string, outputs: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(this.urn);
    request.setId(id);
    request.setProperties(this.travelling(outputs));
    await answerTo((answer) => this.client.delete(request, answer));
  }

  /** What Ctrl-C makes the engine send. */
  async cancel(): Promise<void> {
    await answerTo((answer) => this.client.cancel(new Empty(), answer));
  }

  /** Ends the process and the connection. */
  async stop(): Promise<void> {
    this.client.close();
    this.process.kill("SIGKILL");
    await this.process.exited;
  }

  private travelling(properties: Properties): Struct {
    const defined: Record<string, JavaScriptValue> = this.provider === undefined ? {} : { __provider: this.provider };
    for (const [name, value] of Object.entries(properties)) {
      if (value !== undefined) {
        defined[name] = value;
      }
    }
    return Struct.fromJavaScript(defined);
  }
}

function arrived(properties: Struct | undefined): Properties {
  const all = Object.entries((properties ?? new Struct()).toJavaScript());
  return Object.fromEntries(all.filter(([name]) => name !== "__provider"));
}

function answerTo<Response>(
  call: (answer: (error: ServiceError | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) {
        resolve(response);
      } else {
        reject(decodeFailure(error));
      }
    });
  });
}
