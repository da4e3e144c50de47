import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/engine_pb";
import type { EngineConnection } from "../handlers/engineLink";

/** A connection to the engine by the copy of gRPC that is bundled with the plugin. */
export function bundledEngine(address: string): EngineConnection {
  return { client: new EngineClient(address, credentials.createInsecure()), messages };
}
