import { startFakeEngine } from "../support/fakeEngine";
import { Host } from "../support/host";
import { atMost } from "./atMost";
import { residentMb } from "./processUse";
import { benchConfig, unlimitedPerMinute } from "./benchConfig";
import { bindingStub } from "../support/bindingStub";
import {
  type CountedRequest,
  type EmulatedTask,
  keyPairName,
  rootPassword,
  startBenchEmulator,
  type World,
} from "./benchEmulator";

/** What the real provider process did when it created one binding for each server of the world. */
export interface HostRun {
  readonly wallMs: number;
  /** Resident memory before the first create, and the most there ever was. */
  readonly rssIdleMb: number;
  readonly rssPeakMb: number;
  readonly requests: readonly CountedRequest[];
  readonly tasks: readonly EmulatedTask[];
}

/** How the provider process is started. */
export interface HostSetting {
  /** Creates under way at a time. */
  readonly concurrency: number;
  /** Factor on the provider's own waits. */
  readonly timeScale: number;
}

/** Creates a binding for every server through the SDK's own dynamic provider host. Rejects if one of them fails. */
export async function hostRun(world: World, setting: HostSetting): Promise<HostRun> {
  const emulator = await startBenchEmulator(world);
  const engine = await startFakeEngine();
  let host: Host | undefined;
  try {
    host = await Host.start({
      provider: await bindingStub(),
      config: benchConfig(emulator.credentials, world.quotas === "none" ? unlimitedPerMinute : undefined),
      engine: engine.address,
      environment: { KPS_TEST_TIME_SCALE: String(setting.timeScale) },
    });
    const { check, create } = bindingsThrough(host);
    await check(emulator.serverIds[0] ?? "");
    const rssIdleMb = await residentMb(host.process.id, "VmRSS");
    const startMs = performance.now();
    await atMost(setting.concurrency, emulator.serverIds, create);
    const wallMs = Math.round(performance.now() - startMs);
    const rssPeakMb = await residentMb(host.process.id, "VmHWM");
    return { wallMs, rssIdleMb, rssPeakMb, requests: await emulator.requests(), tasks: await emulator.tasks() };
  } finally {
    await host?.stop();
    engine.close();
    await emulator.stop();
  }
}

function bindingsThrough(host: Host): Record<"check" | "create", (serverId: string) => Promise<void>> {
  const inputsOf = (serverId: string) => ({ serverId, keyPairName, auth: { password: rootPassword } });
  return {
    check: async (serverId) => {
      await host.check({}, inputsOf(serverId));
    },
    create: async (serverId) => {
      await host.create(inputsOf(serverId));
    },
  };
}
