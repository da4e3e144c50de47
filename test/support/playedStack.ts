import { isDeepStrictEqual } from "node:util";
import type { PlainObject } from "../../provider/src/model/plainObject";
import type { ResourceHandlers } from "../../provider/src/handlers/border";
import { dynamicFront } from "../../provider/src/handlers/dynamicFront";
import { handlersOf } from "../../provider/src/handlers/handlers";
import type { EngineLine } from "../../provider/src/handlers/engineLink";
import { ProviderProcess, type Surroundings } from "../../provider/src/handlers/providerProcess";

/** Outputs of the resource of this name, which was declared before. */
export type OutputsOf = (name: string) => PlainObject;

/** A resource as a program declares it. */
export interface Declared {
  readonly kind: keyof ReturnType<typeof handlersOf>;
  readonly name: string;
  /** What is a function waits for all that was declared before it, as inputs that are outputs do. */
  readonly inputs: PlainObject | ((outputsOf: OutputsOf) => PlainObject);
}

/** A resource as state has it. */
export interface PlayedResource {
  readonly kind: Declared["kind"];
  readonly name: string;
  readonly id: string;
  readonly inputs: PlainObject;
  readonly outputs: PlainObject;
  /** Its last create or update was not finished. */
  readonly initErrors: boolean;
}

/** How a run ended. */
export interface PlayedRun {
  readonly ok: boolean;
  /** How many resources each step was taken for, the stack itself not counted. */
  readonly summary: Readonly<Record<string, number>>;
  /** What was told about a resource, one text after another; `error`: of its failure only. */
  told(name: string, severity?: "error" | "info" | "warning"): string;
  /** What was told about no resource by name: the host hands no URN to reads and deletes. */
  toldAtLarge(): string;
}

/** Where a played stack runs. */
export interface PlayedStackOptions extends Omit<Surroundings, "engine"> {
  readonly config: Readonly<Record<string, string>>;
}

/**
 * A stack whose engine is played in this process: each run has a provider process of its own, a failed create or update
 * keeps its outputs and the old inputs, state passes through JSON. As with `--continue-on-error`, a failure holds up only
 * what depends on it.
 */
export class PlayedStack {
  #resources: PlayedResource[] = [];

  constructor(private readonly options: PlayedStackOptions) {}

  get resources(): readonly PlayedResource[] {
    return this.#resources;
  }

  /** The resource of this name; throws when there is none. */
  resource(name: string): PlayedResource {
    const found = this.#find(name);
    if (found === undefined) {
      throw new Error(`the state holds no ${name}, only: ${this.#resources.map((each) => each.name).join(", ")}`);
    }
    return found;
  }

  /** `pulumi up`. */
  async up(program: readonly Declared[]): Promise<PlayedRun> {
    const run = new Run(this.options);
    const steps: Promise<void>[] = [];
    for (const declared of program) {
      const inputs = await this.#inputsOf(declared, run, steps);
      const step = inputs === undefined ? undefined : await this.#register(declared, inputs, run);
      if (step !== undefined) {
        steps.push(step());
      }
    }
    await Promise.all(steps);
    const places = new Map(program.map(({ name }, place) => [name, place]));
    await this.#deleteAll(run, ({ name }) => !places.has(name));
    // In the order of the program, which is that of dependencies.
    this.#resources.sort((one, other) => (places.get(one.name) ?? -1) - (places.get(other.name) ?? -1));
    return run;
  }

  /** `pulumi refresh`. */
  async refresh(): Promise<PlayedRun> {
    const run = new Run(this.options);
    await Promise.all(this.#resources.map((old) => this.#read(old, run)));
    return run;
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<PlayedRun> {
    const run = new Run(this.options);
    await this.#deleteAll(run, () => true);
    return run;
  }

  #find(name: string): PlayedResource | undefined {
    return this.#resources.find((each) => each.name === name);
  }

  #put(resource: PlayedResource): void {
    // The host puts the provider among the outputs.
    const outputs = { ...resource.outputs, __provider: "stub" };
    const written = JSON.parse(JSON.stringify({ ...resource, outputs })) as PlayedResource;
    this.#resources = this.#resources.some(({ name }) => name === resource.name)
      ? this.#resources.map((each) => (each.name === resource.name ? written : each))
      : [...this.#resources, written];
  }

  #remove(name: string): void {
    this.#resources = this.#resources.filter((each) => each.name !== name);
  }

  async #inputsOf(declared: Declared, run: Run, before: readonly Promise<void>[]): Promise<PlainObject | undefined> {
    const { inputs, kind, name } = declared;
    const type = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    const own = {
      resourceUrn: `urn:pulumi:dev::played::pulumi-nodejs:dynamic/kps:${type}::${name}`,
      __provider: "stub",
    };
    if (typeof inputs !== "function") {
      return { ...own, ...inputs };
    }
    await Promise.all(before);
    const used: string[] = [];
    const given = inputs((other) => {
      used.push(other);
      return this.#find(other)?.outputs ?? {};
    });
    return used.some((other) => run.failed(other)) ? undefined : { ...own, ...given };
  }

  /** Checks and compares, one resource after another; what it returns is carried out beside others. */
  async #register(declared: Declared, news: PlainObject, run: Run): Promise<(() => Promise<void>) | undefined> {
    const { kind, name } = declared;
    const handlers = run.handlers[kind];
    const old = this.#find(name);
    const checked = await run.call(name, () => handlers.check(old?.inputs ?? {}, news));
    if (checked === undefined || (checked.failures ?? []).length > 0) {
      run.fail(name, (checked?.failures ?? []).map(({ reason }) => reason).join("\n"));
      return undefined;
    }
    const inputs = checked.inputs as PlainObject;
    if (old === undefined) {
      return async () => {
        run.count("create");
        await this.#create(declared, inputs, run);
      };
    }
    const diff = await run.call(name, () => handlers.diff(old.id, old.outputs, inputs));
    if (diff === undefined) {
      return undefined;
    }
    if ((diff.replaces ?? []).length > 0) {
      return () => this.#replace(declared, inputs, old, diff.deleteBeforeReplace === true, run);
    }
    if (!(diff.changes ?? !isDeepStrictEqual(old.inputs, inputs)) && !old.initErrors) {
      run.count("same");
      this.#put({ ...old, inputs });
      return undefined;
    }
    return async () => {
      run.count("update");
      await this.#change(old, run, async () => {
        const { outs } = await handlers.update(old.id, old.outputs, inputs);
        return { ...old, inputs, outputs: outs as PlainObject, initErrors: false };
      });
    };
  }

  #create({ kind, name }: Declared, inputs: PlainObject, run: Run): Promise<boolean> {
    return this.#change({ kind, name, inputs }, run, async () => {
      const { id, outs } = await run.handlers[kind].create(inputs);
      return { kind, name, id, inputs, outputs: outs as PlainObject, initErrors: false };
    });
  }

  async #replace(
    declared: Declared,
    inputs: PlainObject,
    old: PlayedResource,
    first: boolean,
    run: Run,
  ): Promise<void> {
    run.count("replace");
    if (first) {
      if (await this.#delete(old, run)) {
        await this.#create(declared, inputs, run);
      }
      return;
    }
    if (await this.#create(declared, inputs, run)) {
      run.deleteLater.push(old);
    }
  }

  /** A create or update that was not finished keeps its outputs, and the inputs from before. */
  async #change(
    before: Pick<PlayedResource, "kind" | "name" | "inputs">,
    run: Run,
    work: () => Promise<PlayedResource>,
  ): Promise<boolean> {
    try {
      this.#put(await work());
      return true;
    } catch (error) {
      run.fail(before.name, textOf(error));
      if (isKept(error)) {
        this.#put({ ...before, id: error.id, outputs: error.properties, initErrors: true });
      }
      return false;
    }
  }

  async #read(old: PlayedResource, run: Run): Promise<void> {
    const read = await run.call(old.name, () => run.handlers[old.kind].read(old.id, old.outputs));
    if (read === undefined) {
      return;
    }
    if (read.id === undefined) {
      run.count("delete");
      this.#remove(old.name);
      return;
    }
    const outputs: PlainObject = { ...read.props, __provider: "stub" };
    const inputs = read.inputs ?? old.inputs;
    run.count(isDeepStrictEqual([outputs, inputs], [old.outputs, old.inputs]) ? "same" : "update");
    this.#put({ ...old, outputs, inputs, initErrors: false });
  }

  /** What others may depend on goes last. */
  async #deleteAll(run: Run, goes: (resource: PlayedResource) => boolean): Promise<void> {
    for (const old of run.deleteLater) {
      await run.call(old.name, () => run.handlers[old.kind].delete(old.id, old.outputs));
    }
    for (const old of this.#resources.filter(goes).reverse()) {
      if (await this.#delete(old, run)) {
        run.count("delete");
      }
    }
  }

  async #delete(old: PlayedResource, run: Run): Promise<boolean> {
    const done = await run.call(old.name, async () => {
      await run.handlers[old.kind].delete(old.id, old.outputs);
      return true;
    });
    if (done === true) {
      this.#remove(old.name);
    }
    return done === true;
  }
}

/** One run of the engine: its provider process, what it told and what failed. */
class Run implements PlayedRun {
  readonly handlers: Readonly<Record<Declared["kind"], ResourceHandlers>>;
  readonly summary: Record<string, number> = {};
  /** Resources that were replaced, to be deleted when all else is done. */
  readonly deleteLater: PlayedResource[] = [];
  readonly #lines: EngineLine[] = [];
  readonly #errors = new Map<string, string>();

  constructor({ config, ...surroundings }: PlayedStackOptions) {
    const process = new ProviderProcess({
      ...surroundings,
      engine: { log: (line) => this.#lines.push(line), endWithEngine: () => undefined },
    });
    const { keyPair, keyPairBinding, keyPairFleet, dmsTaskGate } = handlersOf(process);
    this.handlers = {
      keyPair: dynamicFront(keyPair),
      keyPairBinding: dynamicFront(keyPairBinding),
      keyPairFleet: dynamicFront(keyPairFleet),
      dmsTaskGate: dynamicFront(dmsTaskGate),
    };
    const settings: Parameters<typeof process.configure>[0] = {
      config: { get: (key: string) => config[key] },
    };
    void process.configure(settings);
  }

  get ok(): boolean {
    return this.#errors.size === 0;
  }

  told(name: string, severity?: "error" | "info" | "warning"): string {
    const lines = this.#lines
      .filter((line) => !line.ephemeral && line.urn.endsWith(`::${name}`))
      .filter((line) => severity === undefined || line.severity === severity)
      .map(({ text }) => text);
    const error = severity === undefined || severity === "error" ? this.#errors.get(name) : undefined;
    return [...lines, ...(error === undefined ? [] : [error])].join("\n");
  }

  toldAtLarge(): string {
    const lines = this.#lines.filter((line) => !line.ephemeral && line.urn === "");
    return lines.map(({ text }) => text).join("\n");
  }

  failed(name: string): boolean {
    return this.#errors.has(name);
  }

  fail(name: string, text: string): void {
    this.#errors.set(name, text);
  }

  count(step: string): void {
    this.summary[step] = (this.summary[step] ?? 0) + 1;
  }

  /** What a handler answers; undefined when it threw, which is the resource's error then. */
  async call<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.fail(name, textOf(error));
      return undefined;
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isKept(error: unknown): error is { id: string; properties: PlainObject } {
  return typeof error === "object" && error !== null && "properties" in error && "id" in error;
}
