import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

const initFailed = "pulumirpc.ErrorResourceInitFailed";

/** A create or update that failed midway: the engine keeps the resource with these outputs, `__provider` included, and shows the reasons. */
export class InitFailedError extends Error {
  override readonly name = "InitFailedError";

  constructor(
    readonly id: string,
    readonly properties: Readonly<Record<string, unknown>>,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("\n"));
  }
}

/** What the engine makes of a provider's error: a partial failure when the details say so, else the error itself. */
export function decodeFailure(error: ServiceError): InitFailedError | ServiceError {
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (!(details instanceof Uint8Array)) {
    return error;
  }
  for (const detail of Status.deserializeBinary(details).getDetailsList()) {
    const failure = detail.unpack((bytes) => ErrorResourceInitFailed.deserializeBinary(bytes), initFailed);
    if (failure !== null) {
      const properties = (failure.getProperties() ?? new Struct()).toJavaScript();
      return new InitFailedError(failure.getId(), properties, failure.getReasonsList());
    }
  }
  return error;
}
