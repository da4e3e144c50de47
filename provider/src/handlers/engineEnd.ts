import { fstatSync } from "node:fs";
import type { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";

/** The state of a gRPC channel whose last attempt to connect failed; gRPC's own name would load gRPC. */
const TRANSIENT_FAILURE = 3;

/**
 * Calls `end` once the engine is gone: a killed engine leaves its providers running. Where the engine holds the other end
 * of standard input, its end is the first sign; under a language host it is not, and the engine's own service is watched.
 */
export function whenEngineEnds(engine: () => EngineClient | undefined, end: () => void): void {
  if (inputIsHeld()) {
    whenInputEnds(end);
    return;
  }
  const client = engine();
  if (client !== undefined) {
    whenServiceEnds(client, end);
  }
}

function inputIsHeld(): boolean {
  try {
    const input = fstatSync(0);
    return input.isFIFO() || input.isSocket();
  } catch {
    return false;
  }
}

function whenInputEnds(end: () => void): void {
  process.stdin.once("end", end);
  process.stdin.once("close", end);
  process.stdin.once("error", end);
  process.stdin.resume();
  // A socket or a pipe has unref, a file has not; the process must still be able to end by itself.
  const input: { unref?: () => void } = process.stdin;
  input.unref?.();
}

function whenServiceEnds(client: EngineClient, end: () => void): void {
  const channel = client.getChannel();
  const watch = (): void => {
    const state = channel.getConnectivityState(true);
    const number: number = state;
    if (number === TRANSIENT_FAILURE) {
      end();
      return;
    }
    channel.watchConnectivityState(state, Infinity, watch);
  };
  watch();
}
