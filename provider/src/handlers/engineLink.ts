import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as EngineMessages from "@pulumi/pulumi/proto/engine_pb";
import { whenEngineEnds } from "./engineEnd";

/** One line for a resource's own row. `ephemeral` lines replace each other; others stay in the diagnostics. */
export interface EngineLine {
  urn: string;
  text: string;
  severity: "info" | "warning";
  ephemeral: boolean;
}

/** A client of the engine's own service, and the messages that belong to it. */
export interface EngineConnection {
  readonly client: EngineClient;
  readonly messages: typeof EngineMessages;
}

/** The engine's address among the arguments of a provider process, after its flags; undefined outside one. */
export function engineAddress(argv: readonly string[]): string | undefined {
  return argv.slice(2).find((word) => /^[\w.-]+:\d+$/.test(word));
}

/** The way to the engine that runs this process. Without an address nothing is said and nothing watched. */
export class EngineLink {
  #engine: EngineConnection | undefined;
  #engineFails = false;
  /** Lines not sent yet. One is under way at a time: calls sent side by side overtake each other. */
  readonly #waiting: EngineLine[] = [];
  #sending = false;
  #watching = false;

  /** @param connect makes a client without waiting; it may throw */
  constructor(
    readonly address: string | undefined,
    private readonly connect: (address: string) => EngineConnection,
  ) {}

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

  /** Ends this process as soon as the engine is gone. What was under way is found again by the next run. */
  endWithEngine(): void {
    if (this.#watching || this.address === undefined) {
      return;
    }
    this.#watching = true;
    whenEngineEnds(
      () => this.#connected()?.client,
      () => process.exit(1),
    );
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
      this.#engineFails = true;
      this.#fallSilent();
    }
  }

  #fallSilent(): void {
    this.#sending = false;
    this.#waiting.length = 0;
  }

  #connected(): EngineConnection | undefined {
    if (this.#engineFails) {
      return undefined;
    }
    if (this.#engine === undefined && this.address !== undefined) {
      this.#engine = this.connect(this.address);
    }
    return this.#engine;
  }
}
