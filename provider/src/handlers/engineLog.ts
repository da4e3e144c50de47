import { createRequire } from "node:module";
import type * as Grpc from "@grpc/grpc-js";
import type * as EngineServices from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as EngineMessages from "@pulumi/pulumi/proto/engine_pb";

/** One line for a resource's own row. `ephemeral` lines replace each other; others stay in the diagnostics. */
export interface EngineLine {
  urn: string;
  text: string;
  severity: "info" | "warning";
  ephemeral: boolean;
}

interface Engine {
  client: EngineClient;
  messages: typeof EngineMessages;
}

let engine: Engine | "none" | undefined;
/** Lines not sent yet. One is under way at a time: calls sent side by side overtake each other. */
const waiting: EngineLine[] = [];
let sending = false;

/** The engine's address, which the host gets as its first argument; undefined outside a host. */
export function engineAddress(argv: readonly string[]): string | undefined {
  const address = argv[2];
  return address !== undefined && /^[\w.-]+:\d+$/.test(address) ? address : undefined;
}

/** Sends one line to the engine, after those before it. Never throws and never waits: a lost line must not touch the work. */
export function logToEngine(line: EngineLine): void {
  const outdated = line.ephemeral ? waiting.findIndex((other) => other.ephemeral && other.urn === line.urn) : -1;
  if (outdated >= 0) {
    waiting.splice(outdated, 1);
  }
  waiting.push(line);
  if (!sending) {
    sendNext();
  }
}

function sendNext(): void {
  const line = waiting.shift();
  sending = line !== undefined;
  if (line === undefined) {
    return;
  }
  try {
    engine ??= connectEngine();
    if (engine === "none") {
      sending = false;
      waiting.length = 0;
      return;
    }
    const { LogRequest, LogSeverity } = engine.messages;
    const request = new LogRequest();
    request.setSeverity(line.severity === "info" ? LogSeverity.INFO : LogSeverity.WARNING);
    request.setMessage(line.text);
    request.setUrn(line.urn);
    request.setEphemeral(line.ephemeral);
    engine.client.log(request, sendNext);
  } catch {
    engine = "none";
    sending = false;
  }
}

function connectEngine(): Engine | "none" {
  const address = engineAddress(process.argv);
  if (address === undefined) {
    return "none";
  }
  // The SDK's own copy of gRPC: ours is no dependency, and two copies do not understand each other's channels.
  const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const grpc = requireFromSdk("@grpc/grpc-js") as typeof Grpc;
  const services = requireFromSdk("@pulumi/pulumi/proto/engine_grpc_pb") as typeof EngineServices;
  const messages = requireFromSdk("@pulumi/pulumi/proto/engine_pb") as typeof EngineMessages;
  return { client: new services.EngineClient(address, grpc.credentials.createInsecure()), messages };
}
