import { randomInt } from "node:crypto";
import { Control } from "./control/control";
import { addControlRoutes, controlPath } from "./control/controlRoutes";
import { credentialsOf, type Credentials } from "./credentials";
import { Gatekeeper } from "./http/authenticate";
import { buildServer } from "./http/buildServer";
import { Faults } from "./http/faults";
import { Quota } from "./http/quota";
import { RequestLog } from "./http/requestLog";
import type { Desk } from "./http/serveOperation";
import { hostToListenOn } from "./loopback";
import { operations } from "./services/operations";
import { loadSsh2 } from "./ssh/loadSsh2";
import { SshEndpoints } from "./ssh/sshEndpoints";
import { machineClock, type Clock } from "./world/clock";
import { Identities } from "./world/identities";
import type { QuirksPatch } from "./world/quirks";
import { seededRandom } from "./world/random";
import { sampleSeed } from "./world/sampleSeed";
import type { Seed } from "./world/seed";
import { defaultSettings, mergeSettings } from "./world/settings";
import { World } from "./world/world";

/** How to start an emulator; everything may be left out. */
export interface EmulatorOptions {
  /** 0 = any free one, the default. */
  port?: number;
  /** Address to listen on; default 127.0.0.1. */
  host?: string;
  /** Whether `host` may be an address that other machines can reach; default false. */
  beyondLoopback?: boolean;
  /** Makes every server an SSH endpoint on a port of its own, `sshPort` in the state; default false. */
  ssh?: boolean;
  /** Factor on every documented duration; default 1. */
  timeScale?: number;
  /** Requests per user and 60 s of the KPS APIs; default 300, 0 = no limit. */
  requestsPerMinute?: number;
  /** The same for ECS; default 600. */
  ecsRequestsPerMinute?: number;
  /** What is not documented, decided otherwise than by default. */
  quirks?: QuirksPatch;
  /** What there is at the start and after a reset without a seed; default a few sample servers. */
  seed?: Seed;
  /** The same number gives the same durations, ids and credentials; default a new one each time. */
  rngSeed?: number;
  /** Default cn-north-4. */
  region?: string;
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
 * @throws ZodError, SeedError for a seed that is no seed; Error when the port is taken, an SSH endpoint cannot be
 * opened, or `host` is no loopback address and `beyondLoopback` is not set
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const host = hostToListenOn(options.host, options.beyondLoopback);
  const closing = new AbortController();
  const world = buildWorld(options);
  const desk: Desk = {
    world,
    log: new RequestLog(),
    faults: new Faults(),
    quota: new Quota(),
    gatekeeper: new Gatekeeper(world),
    closing: closing.signal,
  };
  const endpoints = options.ssh === true ? new SshEndpoints(await loadSsh2(), world, host) : undefined;
  const control = new Control(desk, options.seed ?? sampleSeed, endpoints);
  const server = buildServer(desk, operations, controlPath);
  addControlRoutes(server, control, host);
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([endpoints?.close(), server.close()]);
  };
  try {
    control.reset();
    const url = await server.listen({ host, port: options.port ?? 0 });
    await control.sshSettled();
    return { url, credentials: credentialsOf(world, url), control, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function buildWorld(options: EmulatorOptions): World {
  const { timeScale, requestsPerMinute, ecsRequestsPerMinute, quirks } = options;
  const rngSeed = options.rngSeed ?? randomInt(2 ** 32);
  return new World({
    clock: options.clock ?? machineClock,
    identities: new Identities(options.region ?? "cn-north-4", seededRandom(rngSeed)),
    settings: mergeSettings(defaultSettings, { timeScale, requestsPerMinute, ecsRequestsPerMinute, quirks }),
    durations: seededRandom(rngSeed + 1),
    ids: seededRandom(rngSeed + 2),
  });
}
