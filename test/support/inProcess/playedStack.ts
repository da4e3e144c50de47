import { isDeepStrictEqual } from "node:util";
import type { PlainObject } from "../../../provider/src/model/plainObject";
import { Run, textOf, type Declared, type PlayedResource, type PlayedRun, type PlayedStackOptions } from "./playedRun";

export type { Declared, OutputsOf, PlayedResource, PlayedRun, PlayedStackOptions } from "./playedRun";

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

function isKept(error: unknown): error is { id: string; properties: PlainObject } {
  return typeof error === "object" && error !== null && "properties" in error && "id" in error;
}

/** A second `up` and a `refresh` find every resource as it should be. */
export async function expectSettled(stack: PlayedStack, program: readonly Declared[]): Promise<void> {
  const nothing = { same: program.length };
  expect((await stack.up(program)).summary).toEqual(nothing);
  expect((await stack.refresh()).summary).toEqual(nothing);
}
