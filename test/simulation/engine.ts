import { isDeepStrictEqual } from "node:util";
import type { PlainObject } from "../../provider/src/model/plainObject";
import { endOf, type CallEnd, type CallRecord } from "./callRecord";
import type { Found, Front, Properties } from "./fronts/front";
import type { ProviderProcesses } from "./providerProcesses";
import { replaces, type Declared, type Resource, type ResourceKind, type Stack } from "./stack";

/** How a run of the engine ended. */
export type RunEnd = "succeeded" | "failed" | "cancelled" | "killed";

/** Hears of every call when it is over, before its result is written down; `false` = the engine is killed just then. */
export type OnCall = (call: CallRecord) => boolean;

/** What a program declares, one group after another: a group may use the outputs of those before it. */
export type Program = readonly ((outputsOf: (urn: string) => PlainObject | undefined) => Declared[])[];

const REPLACED = "#replaced";

/** A call before it ends. */
type Begun = Omit<CallRecord, "run" | "fromMs" | "toMs" | "end">;

const GONE: Properties = { values: {}, secret: [] };

/** One run of the Pulumi engine over a stack, with provider processes of its own. */
export class Engine {
  #failed = false;
  readonly #declared = new Set<string>();

  constructor(
    private readonly stack: Stack,
    private readonly processes: ProviderProcesses,
    private readonly now: () => number,
    private readonly onCall: OnCall,
  ) {}

  /** `pulumi up`. `replaced`: what `--replace` names. */
  async up(program: Program, replaced: ReadonlySet<string> = new Set()): Promise<RunEnd> {
    for (const group of program) {
      const steps: Promise<void>[] = [];
      for (const declared of group((urn) => this.stack.find(urn)?.outputs)) {
        const step = await this.#register(declared, replaced.has(declared.urn));
        if (step !== undefined) {
          steps.push(step());
        }
      }
      await Promise.all(steps);
      if (this.#failed || this.#isOver) {
        return this.#end();
      }
    }
    await this.#deleteAll(this.stack.resources.filter(({ urn }) => !this.#declared.has(urn)));
    return this.#end();
  }

  /** `pulumi refresh`. */
  async refresh(): Promise<RunEnd> {
    await Promise.all(this.stack.resources.filter(({ urn }) => !urn.endsWith(REPLACED)).map((one) => this.#read(one)));
    return this.#end();
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<RunEnd> {
    await this.#deleteAll(this.stack.resources);
    return this.#end();
  }

  /** Nothing new is begun: nobody lives to do so, or the person asked for an end. */
  get #isOver(): boolean {
    return !this.processes.alive || this.processes.cancelledMs !== undefined;
  }

  #end(): RunEnd {
    if (!this.processes.alive) {
      return "killed";
    }
    if (this.processes.cancelledMs !== undefined) {
      return "cancelled";
    }
    return this.#failed ? "failed" : "succeeded";
  }

  /** Checks and compares a declared resource, one after the other; what it returns is carried out beside others. */
  async #register(declared: Declared, replaced: boolean): Promise<(() => Promise<void>) | undefined> {
    const old = this.#known(declared);
    const inputs = await this.#check(declared, replaced ? {} : (old?.inputs ?? {}));
    if (inputs === undefined) {
      return undefined;
    }
    if (old === undefined) {
      return () => this.#create(declared, inputs);
    }
    if (replaced) {
      return () => this.#replace(declared, inputs, old, false);
    }
    const diff = replaces(old.provider, declared.provider)
      ? { replaces: ["provider"], changes: true, deleteBeforeReplace: false }
      : await this.#ask(declared, old.id, (front, named) => front.diff(named, old, inputs.values));
    if (diff === undefined) {
      return undefined;
    }
    if (diff.replaces.length > 0) {
      // What a provider adds by itself is not carried over to the new one.
      const anew = await this.#check(declared, {});
      return anew === undefined ? undefined : () => this.#replace(declared, anew, old, diff.deleteBeforeReplace);
    }
    if (diff.changes || old.initErrors.length > 0) {
      return () => this.#update(declared, old, inputs);
    }
    if (old.urn !== declared.urn) {
      this.#putFor(old, { ...old, ...rowOf(declared, inputs) });
    }
    return undefined;
  }

  /** The row of a resource in state, by its own URN or, where that is not there, by its alias. */
  #known({ urn, alias }: Declared): Resource | undefined {
    const old = this.stack.find(urn) ?? (alias === undefined ? undefined : this.stack.find(alias));
    this.#declared.add(urn).add(old?.urn ?? urn);
    return old;
  }

  /** Writes a row down in place of the one it was before. */
  #putFor(old: Resource, row: Resource): void {
    if (old.urn !== row.urn) {
      this.stack.remove(old.urn);
    }
    this.stack.put(row);
  }

  async #check(declared: Declared, olds: PlainObject): Promise<Properties | undefined> {
    const checked = await this.#ask(declared, "", (front, named) => front.check(named, olds, declared.inputs));
    this.#failed ||= checked !== undefined && checked.failures.length > 0;
    return checked === undefined || checked.failures.length > 0 ? undefined : checked.inputs;
  }

  async #ask<T>(
    { urn, kind, provider }: Declared,
    id: string,
    ask: (front: Front, named: { urn: string; kind: Declared["kind"]; id: string }) => Promise<T>,
  ): Promise<T | undefined> {
    if (this.#isOver) {
      return undefined;
    }
    const host = this.processes.of(provider);
    const answer = await host.call(urn, () => ask(host.front, { urn, kind, id }));
    this.#failed ||= answer.how !== "done";
    return answer.how === "done" ? answer.value : undefined;
  }

  async #create(declared: Declared, inputs: Properties): Promise<void> {
    const begun = { ...rowOf(declared, inputs), id: idOf(declared.urn, declared.kind, inputs.values) };
    const end = await this.#carryOut({ ...begun, verb: "create", before: undefined }, (front) =>
      front.create(begun, inputs, declared.timeout),
    );
    if (end !== undefined) {
      this.stack.put({ ...begun, ...kept(end) });
    }
  }

  async #update(declared: Declared, old: Resource, inputs: Properties): Promise<void> {
    const begun = { ...rowOf(declared, inputs), id: old.id };
    const end = await this.#carryOut({ ...begun, verb: "update", before: old.outputs }, (front) =>
      front.update(begun, old.outputs, inputs, declared.timeout),
    );
    if (end?.how === "done") {
      this.#putFor(old, { ...begun, ...kept(end) });
    } else if (end?.how === "kept") {
      // The old inputs stay with the new outputs.
      this.#putFor(old, { ...begun, inputs: old.inputs, secretInputs: old.secretInputs, ...kept(end) });
    }
  }

  async #replace(declared: Declared, inputs: Properties, old: Resource, deleteFirst: boolean): Promise<void> {
    if (deleteFirst) {
      if (await this.#delete(old)) {
        await this.#create(declared, inputs);
      }
      return;
    }
    await this.#create(declared, inputs);
    const now = this.stack.find(declared.urn);
    if (now !== undefined && !isDeepStrictEqual(now, old)) {
      let urn = `${old.urn}${REPLACED}`;
      while (this.stack.find(urn) !== undefined) {
        urn += REPLACED;
      }
      this.stack.put({ ...old, urn });
      if (old.urn !== declared.urn) {
        this.stack.remove(old.urn);
      }
    }
  }

  async #read(old: Resource): Promise<void> {
    const seen: { found: Found } = { found: {} };
    const end = await this.#carryOut(
      { ...old, timeout: undefined, verb: "read", before: old.outputs },
      async (front) => {
        seen.found = await front.read(old, old);
        return seen.found.outputs ?? GONE;
      },
    );
    if (end?.how !== "done") {
      return;
    }
    if (seen.found.outputs === undefined) {
      this.stack.remove(old.urn);
    } else {
      const { values = old.inputs, secret = old.secretInputs } = seen.found.inputs ?? {};
      this.stack.put({ ...old, ...kept(end), inputs: values, secretInputs: secret });
    }
  }

  /** Bindings and fleets before the key pairs they may use. */
  async #deleteAll(resources: readonly Resource[]): Promise<void> {
    for (const pairs of [false, true]) {
      const present = resources.filter(({ kind }) => (kind === "keyPair") === pairs);
      await Promise.all(present.map((one) => this.#delete(one)));
      if (this.#failed) {
        return;
      }
    }
  }

  async #delete(old: Resource): Promise<boolean> {
    const end = await this.#carryOut(
      { ...old, timeout: old.timeout, verb: "delete", before: old.outputs },
      async (front) => {
        await front.delete(old, old.outputs, old.timeout);
        return GONE;
      },
    );
    if (end?.how !== "done") {
      return false;
    }
    this.stack.remove(old.urn);
    return true;
  }

  /** What is to be written down; undefined when nothing is, or nobody lives to do so. */
  async #carryOut(begun: Begun, work: (front: Front) => Promise<Properties>): Promise<KeptEnd | undefined> {
    if (this.#isOver) {
      return undefined;
    }
    const { urn, kind, id, provider, timeout, verb, inputs, secretInputs, before } = begun;
    const fromMs = this.now();
    const host = this.processes.of(provider);
    const end = endOf(await host.call(urn, () => work(host.front)));
    const call = { urn, kind, id, provider, timeout, verb, inputs, secretInputs, before };
    if (!this.onCall({ ...call, run: this.processes.run, fromMs, toMs: this.now(), end })) {
      this.processes.kill();
      return undefined;
    }
    this.#failed ||= end.how === "kept" || end.how === "refused";
    return end.how === "done" || end.how === "kept" ? end : undefined;
  }
}

/** The id that a resource gets once it is created. */
function idOf(urn: string, kind: ResourceKind, inputs: PlainObject): string {
  switch (kind) {
    case "keyPair":
      return String(inputs["name"]);
    case "keyPairBinding":
      return String(inputs["serverId"]);
    case "keyPairFleet":
      return nameIn(urn);
  }
}

/** The name of a resource: the last part of its URN. */
export function nameIn(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}

function rowOf({ urn, kind, provider, timeout }: Declared, { values, secret }: Properties) {
  return { urn, kind, provider, timeout, inputs: values, secretInputs: secret };
}

type KeptEnd = Extract<CallEnd, { readonly outputs: PlainObject }>;

function kept(end: KeptEnd): Pick<Resource, "outputs" | "secretOutputs" | "initErrors"> {
  return { outputs: end.outputs, secretOutputs: end.secret, initErrors: end.how === "kept" ? [end.message] : [] };
}
