import { join } from "node:path";
import { bindingStub } from "../../support/bindingStub";
import { startFakeEngine } from "../../support/fakeEngine";
import { fleetStub } from "../../support/fleetStub";
import { Host, type HostOptions, type Properties } from "../../support/host";
import { pluginFolder } from "../../support/yamlProgram";
import { atMost } from "../atMost";
import { benchConfig } from "../benchConfig";
import { rootPassword } from "../benchEmulator";
import { cpuMs, residentMb } from "../processUse";
import { documented, fleetWorld, keyPairs, type FleetWorld } from "./fleetWorld";

/** How the servers are changed: by one fleet, on either front, or by a binding each with so many under way at a time. */
export type Driver =
  { readonly by: "fleet" | "fleet on the plugin" } | { readonly by: "bindings"; readonly parallel: number };

/** One pass over all servers. Times are as they would be at time scale 1. */
export interface FleetRow {
  readonly driver: string;
  readonly change: "bind" | "rotate";
  readonly n: number;
  readonly seconds: number;
  /** No client that proves each success with a request of its own can be faster. */
  readonly floorSeconds: number;
  /** Requests answered 429, and those later than a second after the first request. */
  readonly requests429: number;
  readonly requests429Later: number;
  readonly kpsRequestsPerServer: number;
  readonly ecsRequestsPerServer: number;
  readonly hostCpuMs: number;
  /** Above the host that has loaded the handlers and has nothing to do. */
  readonly hostMb: number;
  readonly stateBytesPerServer: number;
}

/** Binds n servers, then rotates their key, through a provider process of its own. Rejects if one of them fails. */
export async function fleetRun(n: number, driver: Driver, timeScale: number): Promise<FleetRow[]> {
  const world = await fleetWorld(n, timeScale);
  const engine = await startFakeEngine();
  let host: Host | undefined;
  try {
    host = await Host.start({
      ...(await processOf(driver, {
        ...benchConfig(world.credentials, documented.kps / timeScale),
        "kps:ecsRequestsPerMinute": String(documented.ecs / timeScale),
      })),
      engine: engine.address,
      environment: { KPS_TEST_TIME_SCALE: String(timeScale) },
    });
    const steps = stepsOf(host, world, driver);
    // As the engine checks before it creates, and so loads the handlers.
    await steps.check();
    const idleMb = await residentMb(host.process.id, "VmRSS");
    const rows: FleetRow[] = [];
    for (const [change, step] of [
      ["bind", steps.bind],
      ["rotate", steps.rotate],
    ] as const) {
      const cpuBefore = await cpuMs(host.process.id);
      const startMs = performance.now();
      const stateBytes = await step();
      const wallMs = performance.now() - startMs;
      const hostCpuMs = (await cpuMs(host.process.id)) - cpuBefore;
      const hostMb = (await residentMb(host.process.id, "VmHWM")) - idleMb;
      rows.push({
        ...measured(n, await world.lap(), wallMs, timeScale),
        driver: nameOf(driver),
        change,
        n,
        hostCpuMs,
        hostMb,
        stateBytesPerServer: Math.round(stateBytes / n),
      });
    }
    return rows;
  } finally {
    await host?.stop();
    engine.close();
    await world.stop();
  }
}

/** What is started for a driver. The plugin knows its settings without the namespace that they have in a stack. */
async function processOf({ by }: Driver, config: Readonly<Record<string, string>>): Promise<HostOptions> {
  switch (by) {
    case "fleet":
      return { provider: await fleetStub(), config };
    case "bindings":
      return { provider: await bindingStub(), config };
    case "fleet on the plugin":
      return {
        script: join(pluginFolder, "pulumi-resource-kps"),
        urn: "urn:pulumi:dev::bench::kps:index:KeyPairFleet::fleet",
        config: Object.fromEntries(Object.entries(config).map(([key, value]) => [key.replace(/^kps:/, ""), value])),
      };
  }
}

interface Steps {
  /** Checks inputs of no more servers than there have to be. */
  readonly check: () => Promise<unknown>;
  /** Binding all and rotating all; each resolves with the bytes that state then holds of the servers. */
  readonly bind: () => Promise<number>;
  readonly rotate: () => Promise<number>;
}

function stepsOf(host: Host, world: FleetWorld, driver: Driver): Steps {
  const [first, second] = keyPairs;
  const firstInputs = { keyPairName: first, auth: { password: rootPassword } };
  const secondInputs = { keyPairName: second, auth: { privateKey: world.firstKey.privateKey } };
  if (driver.by !== "bindings") {
    const servers = [...world.serverIds];
    let outputs: Properties = {};
    const bytes = (): number => Buffer.byteLength(JSON.stringify(outputs["results"]));
    return {
      check: () => host.check({}, { servers: [], ...firstInputs }),
      bind: async () => {
        ({ outputs } = await host.create({ servers, ...firstInputs }));
        return bytes();
      },
      rotate: async () => {
        ({ outputs } = await host.update("fleet", outputs, { servers, ...secondInputs }));
        return bytes();
      },
    };
  }
  const states = new Map<string, Properties>();
  const bytes = (): number => Buffer.byteLength(JSON.stringify([...states.values()]));
  return {
    check: () => host.check({}, { serverId: world.serverIds[0], ...firstInputs }),
    bind: async () => {
      await atMost(driver.parallel, world.serverIds, async (serverId) => {
        states.set(serverId, (await host.create({ serverId, ...firstInputs })).outputs);
      });
      return bytes();
    },
    rotate: async () => {
      await atMost(driver.parallel, world.serverIds, async (serverId) => {
        const olds = states.get(serverId) ?? {};
        states.set(serverId, (await host.update(serverId, olds, { serverId, ...secondInputs })).outputs);
      });
      return bytes();
    },
  };
}

const ecsOperations = new Set(["ShowServer", "ListServersDetails"]);

function measured(
  n: number,
  { requests, meanTaskMs }: Awaited<ReturnType<FleetWorld["lap"]>>,
  wallMs: number,
  timeScale: number,
) {
  const rate = documented.kps / 60;
  const firstAt = Math.min(...requests.map(({ at }) => at));
  const refused = requests.filter(({ status }) => status === 429);
  const posts = requests.filter(({ operation, accepted }) => operation === "AssociateKeypair" && accepted).length;
  const ecs = requests.filter(({ operation }) => ecsOperations.has(operation)).length;
  const taskSeconds = meanTaskMs / 1000 / timeScale;
  return {
    seconds: wallMs / 1000 / timeScale,
    floorSeconds: Math.max((posts + n) / rate, posts / rate + taskSeconds),
    requests429: refused.length,
    requests429Later: refused.filter(({ at }) => at > firstAt + 1000 * timeScale).length,
    kpsRequestsPerServer: (requests.length - ecs) / n,
    ecsRequestsPerServer: ecs / n,
  };
}

function nameOf(driver: Driver): string {
  return driver.by === "bindings" ? `bindings, ${driver.parallel} at a time` : driver.by;
}
