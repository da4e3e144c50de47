import { randomUUID } from "node:crypto";
import { type handleUnaryCall, status } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Step } from "./commandInputs";
import { changedInputs, inTheClear, type Properties, propertiesOf } from "./properties";
import { runLocal } from "./runLocal";
import { runRemote } from "./runRemote";

type Calls =
  | ("getPluginInfo" | "attach" | "checkConfig" | "diffConfig" | "configure")
  | ("check" | "diff" | "create" | "update" | "read" | "delete");

const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;

/** What the engine calls. Secrets come marked and go back as they came, so the engine keeps them secret. */
export function commandProvider(keyFolder: string, closing: AbortSignal): Pick<IResourceProviderServer, Calls> {
  /** The properties with what was printed this time; as they are when there was nothing to run. */
  const run = async (type: string, properties: Properties, step: Step): Promise<Struct> => {
    const clear = inTheClear(properties);
    const printed =
      type === "command:remote:Command"
        ? await runRemote(clear, step, closing, keyFolder)
        : await runLocal(clear, step, closing);
    return Struct.fromJavaScript({ stdout: "", stderr: "", ...properties, ...printed });
  };
  return {
    getPluginInfo: answering(() => new PluginInfo().setVersion("1.2.1")),
    attach: answering(() => new Empty()),
    checkConfig: answering((request) => new messages.CheckResponse().setInputs(request.getNews())),
    diffConfig: answering(() => new messages.DiffResponse().setChanges(DIFF_NONE)),
    configure: answering(() => new messages.ConfigureResponse().setAcceptsecrets(true)),
    check: answering((request) => new messages.CheckResponse().setInputs(request.getNews())),
    diff: answering((request) => {
      const changed = changedInputs(propertiesOf(request.getOldInputs()), propertiesOf(request.getNews()));
      return new messages.DiffResponse()
        .setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME)
        .setDiffsList(changed)
        .setReplacesList(changed.filter((name) => name === "triggers"));
    }),
    create: answering(async (request) => {
      const outputs = await run(request.getType(), propertiesOf(request.getProperties()), "create");
      return new messages.CreateResponse().setId(randomUUID()).setProperties(outputs);
    }),
    update: answering(async (request) => {
      const { stdout = "", stderr = "" } = propertiesOf(request.getOlds());
      const properties = { ...propertiesOf(request.getNews()), stdout, stderr };
      return new messages.UpdateResponse().setProperties(await run(request.getType(), properties, "update"));
    }),
    read: answering((request) =>
      new messages.ReadResponse()
        .setId(request.getId())
        .setProperties(request.getProperties())
        .setInputs(request.getInputs()),
    ),
    delete: answering(async (request) => {
      await run(request.getType(), propertiesOf(request.getProperties()), "delete");
      return new Empty();
    }),
  };
}

/** A call that is answered with what the work gives, or fails with its message. */
function answering<Request, Response>(
  work: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, answer) => {
    Promise.resolve(request)
      .then(work)
      .then(
        (response) => answer(null, response),
        (error: unknown) =>
          answer({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) }),
      );
  };
}
