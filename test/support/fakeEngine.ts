import { Server, status } from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { listenOnLoopback } from "./listenOnLoopback";

/** A line the provider sent to the engine. */
export interface LogLine {
  readonly urn: string;
  readonly severity: "debug" | "info" | "warning" | "error";
  readonly message: string;
  readonly ephemeral: boolean;
}

/** What answers where a provider host expects the engine. */
export interface FakeEngine {
  /** `127.0.0.1:<port>`, the host's first argument. */
  readonly address: string;
  /** All lines so far, oldest first. */
  readonly lines: readonly LogLine[];
  /** The first line so far or to come that fits. */
  line(fits: (line: LogLine) => boolean): Promise<LogLine>;
  close(): void;
}

const severities = {
  [LogSeverity.DEBUG]: "debug",
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
  [LogSeverity.ERROR]: "error",
} as const;

/** Starts the engine's gRPC service as far as providers use it: it collects log lines. */
export async function startFakeEngine(): Promise<FakeEngine> {
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  const server = new Server();
  const absent: IEngineServer["getRootResource"] = (_call, answer) => answer({ code: status.UNIMPLEMENTED });
  server.addService(EngineService, {
    log: ({ request }, answer) => {
      lines.push({
        urn: request.getUrn(),
        severity: severities[request.getSeverity()],
        message: request.getMessage(),
        ephemeral: request.getEphemeral(),
      });
      waiting.forEach((look) => look());
      answer(null, new Empty());
    },
    getRootResource: absent,
  } satisfies Pick<IEngineServer, "log" | "getRootResource">);
  const port = await listenOnLoopback(server);
  return {
    address: `127.0.0.1:${port}`,
    lines,
    line: (fits) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = lines.find(fits);
          if (found !== undefined) {
            waiting.delete(look);
            resolve(found);
          }
        };
        waiting.add(look);
        look();
      }),
    close: () => server.forceShutdown(),
  };
}
