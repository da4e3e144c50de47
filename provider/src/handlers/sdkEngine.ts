import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as EngineServices from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as EngineMessages from "@pulumi/pulumi/proto/engine_pb";
import type { EngineConnection } from "./engineLink";

/**
 * A connection to the engine by the SDK's own copy of gRPC: ours is no dependency of the package, and two copies do not
 * understand each other's channels.
 */
export function sdkEngine(address: string): EngineConnection {
  const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const grpc = requireFromSdk("@grpc/grpc-js") as typeof Grpc;
  const { EngineClient } = requireFromSdk("@pulumi/pulumi/proto/engine_grpc_pb") as typeof EngineServices;
  const messages = requireFromSdk("@pulumi/pulumi/proto/engine_pb") as typeof EngineMessages;
  return { client: new EngineClient(address, grpc.credentials.createInsecure()), messages };
}
