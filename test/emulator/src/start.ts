import { Control } from "./control/control";
import { addControlRoutes } from "./control/controlRoutes";
import { credentialsOf, type Credentials } from "./credentials";
import { buildServer } from "./http/buildServer";
import { Routes } from "./http/routes";
import { hostToListenOn } from "./loopback";
import { openDesk, type WorldOptions } from "./openDesk";
import { operations } from "./services/operations";
import { loadSsh2 } from "./ssh/loadSsh2";
import { SshEndpoints } from "./ssh/sshEndpoints";
import { machineSurroundings } from "./surroundings";
import type { Clock } from "./world/clock";
import { sampleSeed } from "./world/sampleSeed";

/** How to start an emulator; everything may be left out. */
export interface EmulatorOptions extends WorldOptions {
  /** 0 = any free one, the default. */
  port?: number;
  /** Address to listen on; default 127.0.0.1. */
  host?: string;
  /** Whether `host` may be an address that other machines can reach; default false. */
  beyondLoopback?: boolean;
  /** Makes every server an SSH endpoint on a port of its own, `sshPort` in the state; default false. */
  ssh?: boolean;
  /** For tests that do not want to wait. */
  clock?: Clock;
}

/** A running emulator. */
export interface Emulator {
  url: string;
  credentials: Credentials;
  control: Control;
  /** Ends every connection at once and stops listening. */
  close(): Promise<void>;
}

/**
 * Starts an emulator on 127.0.0.1. The SSH endpoints of its servers can be connected to when it has started.
 *
 * @throws ZodError, SeedError for a seed or settings that are none; Error when the port is taken, an SSH endpoint cannot be
 * opened, or `host` is no loopback address and `beyondLoopback` is not set
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const host = hostToListenOn(options.host, options.beyondLoopback);
  const closing = new AbortController();
  const clock = options.clock ?? machineSurroundings.clock;
  const desk = openDesk(options, { ...machineSurroundings, clock }, closing.signal);
  const endpoints = options.ssh === true ? new SshEndpoints(await loadSsh2(), desk.world, host) : undefined;
  const control = new Control(desk, options.seed ?? sampleSeed, endpoints);
  const server = buildServer(desk, new Routes(operations));
  addControlRoutes(server, control, host);
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([endpoints?.close(), server.close()]);
  };
  try {
    control.reset();
    const url = await server.listen({ host, port: options.port ?? 0 });
    await control.sshSettled();
    return { url, credentials: credentialsOf(desk.world, url), control, close };
  } catch (error) {
    await close();
    throw error;
  }
}
