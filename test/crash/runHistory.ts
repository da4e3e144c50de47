import { setTimeout as delay } from "node:timers/promises";
import { hostBench, type HostBench } from "../support/hostBench";
import type { Host } from "../support/host";
import { type Ending, HeldBinding } from "./heldBinding";
import type { Change, History, Kill } from "./history";
import { arm, momentOf } from "./killMoment";
import { witness } from "./witness";

/** More calls for one change mean that it does not converge. */
const MOST_ROUNDS = 10;

/** A history that lives longer hangs, in ms. */
const HANGS_AFTER_MS = 120_000;

/** What a history came to. */
export interface Outcome {
  /** What went wrong, as sentences; empty when all is as declared. */
  readonly violations: readonly string[];
  /** The kills that struck a working host; others came when all was done. */
  readonly struck: readonly Kill[];
  /** What the emulator was asked and has done, where something went wrong. */
  readonly witness?: string;
}

/** Lives through a history: each change is called for until it is carried out, by a new host after each kill. */
export async function runHistory(history: History): Promise<Outcome> {
  const bench = await hostBench(history.servers, { quirks: history.quirks, rngSeed: history.seed });
  const waiting = new AbortController();
  const hangs = delay(
    HANGS_AFTER_MS,
    { violations: [`hangs for ${HANGS_AFTER_MS} ms`], struck: [] },
    { signal: waiting.signal },
  );
  try {
    const outcome = await Promise.race([new Life(history, bench).run(), hangs]);
    return outcome.violations.length === 0 ? outcome : { ...outcome, witness: witness(bench.emulator) };
  } finally {
    waiting.abort();
    hangs.catch(() => undefined);
    await bench.close();
  }
}

class Life {
  private readonly bindings: readonly HeldBinding[];
  private readonly struck: Kill[] = [];
  private readonly violations: string[] = [];
  private host: Host | undefined;

  constructor(
    private readonly history: History,
    private readonly bench: HostBench,
  ) {
    this.bindings = history.servers.map((server) => new HeldBinding(server, bench, history));
  }

  async run(): Promise<Outcome> {
    const { changes, kills, servers, taskMs } = this.history;
    for (const change of changes) {
      const script = { outcome: "succeed", durationMs: taskMs[change], times: servers.length } as const;
      this.bench.emulator.control.taskScript(script);
      this.bindings.forEach((binding) => binding.begin());
      if (change === "unbind") {
        // A process that has seen the program declare a binding never lets its server go.
        await this.endHost();
      }
      const ahead = kills.filter((kill) => kill.change === change);
      for (
        let round = 0;
        this.bindings.some(({ isSettled }) => !isSettled) && this.violations.length === 0;
        round += 1
      ) {
        if (round === MOST_ROUNDS) {
          this.violations.push(`${change} is not carried out after ${MOST_ROUNDS} calls`);
        }
        await this.round(change, ahead.shift());
      }
    }
    const last = changes.at(-1);
    if (last !== undefined && this.violations.length === 0) {
      for (const binding of this.bindings) {
        this.violations.push(...(await binding.violations(await this.workingHost(), last)));
      }
    }
    return { violations: this.violations, struck: this.struck };
  }

  private async round(change: Change, kill: Kill | undefined): Promise<void> {
    const { emulator } = this.bench;
    const host = await this.workingHost();
    if (kill !== undefined) {
      arm(kill, emulator);
    }
    const endings = new Map<HeldBinding, Ending>();
    const open = this.bindings.filter(({ isSettled }) => !isSettled);
    const calls = open.map(async (binding) => endings.set(binding, await binding.call(host, change)));
    const victim = open.find(({ server }) => server.id === kill?.serverId) ?? open[0];
    if (kill !== undefined && victim !== undefined) {
      const answered = (): boolean => endings.has(victim);
      const over = (): boolean => endings.size === open.length;
      const watched = { emulator, taskMs: this.history.taskMs[change], answered, over };
      if (await momentOf({ ...kill, serverId: victim.server.id }, watched)) {
        this.struck.push(kill);
        await this.endHost();
        if (kill.moment === "answer" && endings.get(victim)?.end !== "failed") {
          endings.set(victim, { end: "none" });
        }
      }
      emulator.control.clearFaults();
    }
    await Promise.all(calls);
    endings.forEach((ending, binding) => {
      if (ending.end === "failed" || (ending.end === "none" && this.host === host)) {
        this.violations.push(`${binding.server.id}: ${change} failed: ${JSON.stringify(ending)}`);
      }
      binding.take(ending);
    });
  }

  private async endHost(): Promise<void> {
    const { host } = this;
    this.host = undefined;
    await host?.stop();
  }

  private async workingHost(): Promise<Host> {
    this.host ??= await this.bench.start();
    return this.host;
  }
}
