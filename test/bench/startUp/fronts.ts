import { join } from "node:path";
import { bindingStub } from "../../support/bindingStub";
import { Host } from "../../support/host";
import { pluginFolder } from "../../support/yamlProgram";
import { residentMb } from "../processUse";

/** What the process of one front costs until it can be asked, and until it has answered the first check. */
export interface FrontRow {
  readonly what: string;
  /** From its start to its answer to `Configure`. */
  readonly configureMs: number;
  /** From its start to its answer to the first `Check`, for which the host of dynamic resources loads the package. */
  readonly checkMs: number;
  /** The most memory it had then, in MB. */
  readonly peakMb: number;
}

const TRIES = 7;
const INPUTS = { serverId: "s-1", keyPairName: "kp" };

/** The two fronts, in turn, each try a process of its own; the median of each. */
export async function fronts(): Promise<FrontRow[]> {
  const provider = await bindingStub();
  const kinds = [
    { what: "host of dynamic resources", options: {} },
    { what: "plugin kps", options: { script: join(pluginFolder, "pulumi-resource-kps") } },
  ];
  const tries = new Map<string, Omit<FrontRow, "what">[]>();
  for (let turn = 0; turn < TRIES; turn += 1) {
    for (const { what, options } of kinds) {
      tries.set(what, [...(tries.get(what) ?? []), await once({ provider, ...options })]);
    }
  }
  return [...tries].map(([what, each]) => ({
    what,
    configureMs: median(each.map(({ configureMs }) => configureMs)),
    checkMs: median(each.map(({ checkMs }) => checkMs)),
    peakMb: median(each.map(({ peakMb }) => peakMb)),
  }));
}

async function once(options: Parameters<typeof Host.start>[0]): Promise<Omit<FrontRow, "what">> {
  const startedMs = performance.now();
  const host = await Host.start(options);
  try {
    const configureMs = performance.now() - startedMs;
    await host.check({}, INPUTS);
    const checkMs = performance.now() - startedMs;
    return { configureMs, checkMs, peakMb: await residentMb(host.process.id, "VmHWM") };
  } finally {
    host.process.kill("SIGKILL");
    await host.process.exited;
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? NaN;
}
