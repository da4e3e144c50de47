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

/** The engine's address, which the host gets as its first argument; undefined outside a host. */
export function engineAddress(argv: readonly string[]): string | undefined {
  const address = argv[2];
  return address !== undefined && /^[\w.-]+:\d+$/.test(address) ? address : undefined;
}

/** The way to the engine that runs this process. Without an address nothing is said and nothing watched. */
export class EngineLink {
  #engine: Engine | undefined;
  #address: string | undefined;
  /** Lines not sent yet. One is under way at a time: calls sent side by side overtake each other. */
  readonly #waiting: EngineLine[] = [];
  #sending = false;
  #watching = false;

  constructor(address: string | undefined) {
    this.#address = address;
  }

  /** Sends one line, after those before it. Never throws and never waits: a lost line must not touch the work. */
  log(line: EngineLine): void {
    const outdated = line.ephemeral
      ? this.#waiting.findIndex((other) => other.ephemeral && other.urn === line.urn)
      : -1;
    if (outdated >= 0) {
      this.#waiting.splice(outdated, 1);
    }
    this.#waiting.push(line);
    if (!this.#sending) {
      this.#sendNext();
    }
  }

  /**
   * Ends this process as soon as the engine is gone: a killed engine leaves the host running, and the end of its standard
   * input is the first and only sign. What was under way is found again by the next run.
   */
  endWithEngine(): void {
    if (this.#watching || this.#address === undefined) {
      return;
    }
    this.#watching = true;
    const end = (): void => process.exit(1);
    process.stdin.once("end", end);
    process.stdin.once("close", end);
    process.stdin.once("error", end);
    process.stdin.resume();
    // A socket or a pipe has unref, a file has not; the host must still be able to end by itself.
    const input: { unref?: () => void } = process.stdin;
    input.unref?.();
  }

  #sendNext(): void {
    const line = this.#waiting.shift();
    this.#sending = line !== undefined;
    if (line === undefined) {
      return;
    }
    try {
      const engine = this.#connected();
      if (engine === undefined) {
        this.#fallSilent();
        return;
      }
      const { LogRequest, LogSeverity } = engine.messages;
      const request = new LogRequest();
      request.setSeverity(line.severity === "info" ? LogSeverity.INFO : LogSeverity.WARNING);
      request.setMessage(line.text);
      request.setUrn(line.urn);
      request.setEphemeral(line.ephemeral);
      engine.client.log(request, () => this.#sendNext());
    } catch {
      this.#address = undefined;
      this.#engine = undefined;
      this.#fallSilent();
    }
  }

  #fallSilent(): void {
    this.#sending = false;
    this.#waiting.length = 0;
  }

  #connected(): Engine | undefined {
    if (this.#engine === undefined && this.#address !== undefined) {
      // The SDK's own copy of gRPC: ours is no dependency, and two copies do not understand each other's channels.
      const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
      const grpc = requireFromSdk("@grpc/grpc-js") as typeof Grpc;
      const services = requireFromSdk("@pulumi/pulumi/proto/engine_grpc_pb") as typeof EngineServices;
      const messages = requireFromSdk("@pulumi/pulumi/proto/engine_pb") as typeof EngineMessages;
      const client = new services.EngineClient(this.#address, grpc.credentials.createInsecure());
      this.#engine = { client, messages };
    }
    return this.#engine;
  }
}
