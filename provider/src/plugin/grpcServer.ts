import { Metadata, Server, ServerCredentials, status, type StatusObject, type UntypedHandleCall } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import type { PluginService } from "./service";
import { Unfinished } from "./unfinished";

/** States and programs may be large; gRPC's own limit is 4 MiB. */
const LARGEST_MESSAGE = 400 * 1024 * 1024;

type Method = (request: never) => Promise<object>;
type Answer = (error: Partial<StatusObject> | null, response?: object) => void;

/** Serves the plugin on a free port of the loopback interface. Resolves with the port. */
export async function serve(service: PluginService): Promise<number> {
  const server = new Server({
    "grpc.max_receive_message_length": LARGEST_MESSAGE,
    "grpc.max_send_message_length": LARGEST_MESSAGE,
  });
  const methods = Object.entries<Method>(service).map(([name, method]) => [name, answering(method)] as const);
  server.addService(ResourceProviderService, Object.fromEntries<UntypedHandleCall>(methods));
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error === null ? resolve(port) : reject(error),
    );
  });
}

function answering(method: Method) {
  return ({ request }: { readonly request: unknown }, answer: Answer): void => {
    // A method may also throw before it returns a promise.
    void (async () => method(request as never))().then(
      (response) => answer(null, response),
      (error: unknown) => answer(statusOf(error)),
    );
  };
}

/** How the engine is told of an error: its text, and what of the resource is to be kept. */
function statusOf(error: unknown): Partial<StatusObject> {
  const details = (error instanceof Error ? error.message : String(error)).toWellFormed();
  const metadata = new Metadata();
  if (error instanceof Unfinished) {
    const any = new Any();
    any.pack(error.detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const kept = new Status();
    kept.setCode(status.UNKNOWN);
    kept.setMessage(details);
    kept.addDetails(any);
    metadata.add("grpc-status-details-bin", Buffer.from(kept.serializeBinary()));
  }
  return { code: status.UNKNOWN, details, metadata };
}
