import type { Quirks } from "../emulator/src/index";
import type { EngineLine } from "../../provider/src/handlers/engineLink";
import { saysTheSame, type CallRecord } from "./callRecord";
import { callsForServers } from "./callsForServers";
import { haveOneServer, notedCallers, unnotedCallers, type Callers } from "./callers";
import { Chance, seedFor } from "./chance";
import { Director } from "./director";
import { Engine, type Program, type RunEnd } from "./engine";
import { Host } from "./host";
import { ProviderProcesses } from "./providerProcesses";
import { RunDeclarations } from "./runDeclarations";
import type { Keyring } from "./keyring";
import { MachineFiles } from "./machineFiles";
import { Others } from "./others";
import { Person } from "./person";
import { partsOf, type Plan, type Reaction, type Step } from "./plan";
import { previewOf, type PlannedChange } from "./preview";
import { rowUrn } from "./rows";
import { SimulatedCloud } from "./simulatedCloud";
import { signIn, type Accounts } from "./signIn";
import { Stack, type Declared, type ProviderName } from "./stack";
import { serverId } from "./startSeed";
import { VirtualTime, type ProcessTimers } from "./virtualTime";
import { Wire } from "./wire";

/** What a run was for, and how it went. */
export interface RunRecord {
  readonly run: number;
  readonly what: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly end: RunEnd;
  /** When the person asked for an end. */
  readonly cancelledMs: number | undefined;
}

/** What a preview of an unchanged program showed right after an up that had succeeded. */
export interface Preview {
  readonly atMs: number;
  readonly changes: readonly PlannedChange[];
}

/** How the engine is started, with the program it works on. */
type Work = (engine: Engine) => Promise<RunEnd>;

/** A history being played: a person, an engine, a provider process for each run, other people, and the cloud. */
export class History {
  readonly time = new VirtualTime();
  readonly cloud: SimulatedCloud;
  readonly person: Person;
  readonly others: Others;
  readonly director: Director;
  readonly stack = new Stack();
  readonly files = new MachineFiles();
  readonly calls: CallRecord[] = [];
  readonly runs: RunRecord[] = [];
  readonly previews: Preview[] = [];
  readonly lines: (EngineLine & { readonly atMs: number })[] = [];
  readonly chance: Chance;
  readonly quirks: Quirks;
  readonly #lostMs: number[] = [];
  readonly #unwritten = new Set<CallRecord>();
  readonly #accounts: Accounts;
  #callers: Callers = unnotedCallers;
  #run = -1;

  constructor(
    readonly plan: Plan,
    readonly keyring: Keyring,
  ) {
    this.chance = new Chance(seedFor(plan.seed, "play"));
    this.cloud = new SimulatedCloud(plan, this.time, keyring);
    this.quirks = this.cloud.emulator.control.state().settings.quirks;
    this.#accounts = signIn(this.cloud.emulator, plan.signs);
    this.person = new Person(plan, keyring, this.stack, this.files);
    this.others = new Others(this.cloud, this.#accounts.tokens, () => this.#run);
    this.director = new Director(plan, this.time, this.others);
    for (const { course } of partsOf(plan, "course")) {
      const { outcome, ms, server } = course;
      this.cloud.emulator.control.taskScript({ serverId: serverId(server), outcome, durationMs: ms });
    }
  }

  /** To be called when nothing more is played. */
  close(): void {
    this.#callers.close();
  }

  /** `pulumi up`; after one that succeeded, `pulumi preview` of the same program. */
  async up(what = "up", replaced: ReadonlySet<string> = new Set()): Promise<RunEnd> {
    const { program, declared } = noted(this.person.program());
    const end = await this.run(what, (engine) => engine.up(program, replaced));
    if (end === "succeeded") {
      await this.#preview(declared);
    }
    return end;
  }

  /** What state and program differ in, which takes no time and asks nobody. */
  async #preview(declared: readonly Declared[]): Promise<void> {
    const chance = new Chance(seedFor(this.plan.seed, `preview ${this.#run}`));
    const fetch = (): Promise<never> => Promise.reject(new Error("a preview sends nothing"));
    const processes = this.#processes(chance, "operator", unnotedCallers, () => fetch);
    const changes = await previewOf(declared, this.stack, processes);
    processes.kill();
    this.previews.push({ atMs: this.time.now(), changes });
  }

  /** A run of the engine, with provider processes of its own that end with it; the next one starts a little later. */
  async run(what: string, work: Work, as: "operator" | "colleague" = "operator"): Promise<RunEnd> {
    this.#run += 1;
    const run = this.#run;
    const chance = new Chance(seedFor(this.plan.seed, `run ${run}`));
    const callers = this.#callersForRun();
    const processes = this.#processes(chance, as, callers, (provider, timers) => {
      const sender = { run, provider };
      return new Wire(this.cloud, this.time, timers, this.director, chance, sender, callers.present).fetch;
    });
    this.director.begin(run, { kill: () => processes.kill(), cancel: () => processes.cancel() });
    this.files.trouble = this.director.fileTrouble;
    const engine = new Engine(this.stack, processes, this.time.now, (call) => {
      const all = [call, ...callsForServers(call)];
      this.calls.push(...all);
      all.forEach((one) => this.#learn(one));
      this.cloud.look();
      const killed = this.director.killsAnswer();
      if (killed) {
        all.forEach((one) => this.#unwritten.add(one));
      }
      return !killed;
    });
    const fromMs = this.time.now();
    const end = await work(engine);
    processes.kill();
    callers.close();
    this.cloud.look();
    this.runs.push({ run, what, fromMs, toMs: this.time.now(), end, cancelledMs: processes.cancelledMs });
    await this.time.sleep(3_000 + this.chance.below(4_000));
    return end;
  }

  /** The provider processes of a run of the engine. */
  #processes(
    chance: Chance,
    as: "operator" | "colleague",
    callers: Callers,
    fetchFor: (provider: ProviderName, timers: ProcessTimers) => Wire["fetch"],
  ): ProviderProcesses {
    const declarations = new RunDeclarations();
    return new ProviderProcesses(
      this.#run,
      this.time.now,
      (provider) =>
        new Host({
          provider,
          time: this.time,
          chance,
          config: this.#accounts.config(as),
          fetchFor: (timers) => fetchFor(provider, timers),
          files: this.files,
          keyTools: this.cloud.keyTools,
          inCall: callers.run,
          shared: declarations.forProcess(),
          log: (line) => this.lines.push({ ...line, atMs: this.time.now() }),
        }),
    );
  }

  /** Noted where the calls of two rows may go on side by side for one server: those of a rival, or between which it moves. */
  #callersForRun(): Callers {
    const noted = mayShareServers(this.plan) && haveOneServer(this.stack.resources, this.person.wishes);
    this.#callers = noted ? notedCallers() : unnotedCallers;
    return this.#callers;
  }

  /** The person believes what a run that went well says. */
  #learn(call: CallRecord): void {
    const { kind, verb, id, end, partOf } = call;
    const changes = kind === "keyPairBinding" && (verb === "create" || verb === "update");
    if (changes && end.how === "done" && (partOf === undefined || !saysTheSame(call))) {
      this.person.believe(this.cloud.serverIds.indexOf(id));
    }
  }

  /** Whether the state was lost after a call, or the result of the call itself was. */
  lostStateAfter(call: CallRecord): boolean {
    return this.#unwritten.has(call) || this.#lostMs.some((ms) => ms >= call.toMs);
  }

  /** Lets time pass, and sees what happens meanwhile. */
  async wait(ms: number): Promise<void> {
    const untilMs = this.time.now() + ms;
    while (this.time.now() < untilMs) {
      const stepMs = this.cloud.isBusy() ? 1_000 : 20_000;
      await this.time.sleep(Math.min(stepMs, untilMs - this.time.now()));
      this.cloud.look();
    }
  }

  /** One step of the person. */
  async step(step: Step): Promise<RunEnd> {
    switch (step.do) {
      case "refresh":
        return this.run(`refresh as ${step.as}`, (engine) => engine.refresh(), step.as);
      case "destroy":
        return this.run(`destroy as ${step.as}`, (engine) => engine.destroy(), step.as);
      case "loseState":
        this.stack.lose();
        this.#lostMs.push(this.time.now());
        return "succeeded";
      case "wait":
        await this.wait(step.ms);
        return "succeeded";
      case "up":
      case "rotate":
      case "renew":
      case "trigger":
      case "drop":
      case "declare":
      case "rename":
      case "replace":
      case "change":
      case "move":
      case "gather":
      case "serve": {
        const { renews } = this.person.change(step);
        if (renews !== undefined) {
          await this.others.deletePair(renews);
          await this.others.createPair(renews, this.person.keys.of(renews), "operator");
        }
        const replaced = step.do === "replace" ? this.person.wishes[step.server] : undefined;
        return this.up(text(step), new Set(replaced === undefined ? [] : [rowUrn(replaced.row)]));
      }
    }
  }

  /** What the person does about a run that failed. */
  async react(reaction: Reaction): Promise<RunEnd> {
    this.person.react(reaction);
    switch (reaction) {
      case "giveUp":
        return this.run("destroy (gives up)", (engine) => engine.destroy());
      case "refresh":
        await this.run("refresh", (engine) => engine.refresh());
        break;
      case "waitLong":
        await this.wait(180_000);
        break;
      case "stopServer":
        for (const index of this.person.wishes.keys()) {
          await this.others.act({ do: "stop", server: index });
        }
        break;
      case "again":
      case "giveAll":
      case "giveRight":
      case "giveNew":
      case "giveWrong":
      case "takeOver":
      case "goBack":
        break;
    }
    return this.up(`up (${reaction})`);
  }
}

/** A program that notes what it declares. */
function noted(program: Program): { readonly program: Program; readonly declared: readonly Declared[] } {
  const declared: Declared[] = [];
  const noting = program.map((group): Program[number] => (outputsOf) => {
    const rows = group(outputsOf);
    declared.push(...rows);
    return rows;
  });
  return { program: noting, declared };
}

/** Two rows may have one server: those of a rival, and those between which a server moves. */
function mayShareServers(plan: Plan): boolean {
  return (
    partsOf(plan, "rival").length > 0 ||
    partsOf(plan, "step").some(({ step }) => step.do === "move" || step.do === "gather")
  );
}

function text(step: Step): string {
  const { do: verb, ...more } = step;
  return Object.keys(more).length === 0 ? verb : `${verb} ${JSON.stringify(more)}`;
}
