import { isDeepStrictEqual } from "node:util";
import type { PlainObject } from "../../provider/src/model/plainObject";
import type { CallEnd, CallRecord } from "./callRecord";
import type { Host } from "./host";
import type { Declared, Resource, ResourceKind, Stack } from "./stack";

/** How a run of the engine ended. */
export type RunEnd = "succeeded" | "failed" | "killed";

/** Hears of every call when it is over, before its result is written down; `false` = the engine is killed just then. */
export type OnCall = (call: CallRecord) => boolean;

/** What a program declares, one group after another: a group may use the outputs of those before it. */
export type Program = readonly ((outputsOf: (urn: string) => PlainObject | undefined) => Declared[])[];

const REPLACED = "#replaced";

/** One run of the Pulumi engine over a stack, with a provider process of its own. */
export class Engine {
  #failed = false;
  readonly #declared = new Set<string>();

  constructor(
    private readonly stack: Stack,
    private readonly host: Host,
    private readonly now: () => number,
    private readonly onCall: OnCall,
  ) {}

  /** `pulumi up`. `replaced`: what `--replace` names. */
  async up(program: Program, replaced: ReadonlySet<string> = new Set()): Promise<RunEnd> {
    for (const group of program) {
      const steps: Promise<void>[] = [];
      for (const declared of group((urn) => this.stack.find(urn)?.outputs)) {
        this.#declared.add(declared.urn);
        const step = await this.#register(declared, replaced.has(declared.urn));
        if (step !== undefined) {
          steps.push(step());
        }
      }
      await Promise.all(steps);
      if (this.#failed || !this.host.alive) {
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

  #end(): RunEnd {
    if (!this.host.alive) {
      return "killed";
    }
    return this.#failed ? "failed" : "succeeded";
  }

  /** Checks and compares a declared resource, one after the other; what it returns is carried out beside others. */
  async #register(declared: Declared, replaced: boolean): Promise<(() => Promise<void>) | undefined> {
    if (!this.host.alive) {
      return undefined;
    }
    const handlers = this.host.handlers[declared.kind];
    const old = this.stack.find(declared.urn);
    const olds = replaced ? {} : (old?.inputs ?? {});
    const checked = await this.host.call(declared.urn, () => handlers.check(olds, declared.inputs));
    if (checked.how !== "done" || (checked.value.failures ?? []).length > 0) {
      this.#failed = true;
      return undefined;
    }
    const inputs = plain(checked.value.inputs as PlainObject);
    if (old === undefined) {
      return () => this.#create(declared, inputs);
    }
    if (replaced) {
      return () => this.#replace(declared, inputs, old, false);
    }
    const diff = await this.host.call(declared.urn, () => handlers.diff(old.id, old.outputs, inputs));
    if (diff.how !== "done") {
      this.#failed = true;
      return undefined;
    }
    const { replaces = [], changes, deleteBeforeReplace } = diff.value;
    if (replaces.length > 0) {
      return () => this.#replace(declared, inputs, old, deleteBeforeReplace === true);
    }
    const changed = changes ?? !isDeepStrictEqual(old.inputs, inputs);
    return changed || old.initErrors.length > 0 ? () => this.#update(old, inputs) : undefined;
  }

  async #create(declared: Declared, inputs: PlainObject): Promise<void> {
    const { urn, kind } = declared;
    const id = String(inputs[kind === "keyPair" ? "name" : "serverId"]);
    const end = await this.#carryOut({ verb: "create", urn, kind, id, inputs, before: undefined }, async (handlers) => {
      const { outs } = await handlers.create(inputs);
      return outs as PlainObject;
    });
    if (end?.how === "done" || end?.how === "kept") {
      const initErrors = end.how === "kept" ? [end.message] : [];
      this.stack.put({ urn, kind, id, inputs, outputs: end.outputs, initErrors });
    }
  }

  async #update(old: Resource, inputs: PlainObject): Promise<void> {
    const { urn, kind, id, outputs } = old;
    const end = await this.#carryOut({ verb: "update", urn, kind, id, inputs, before: outputs }, async (handlers) => {
      const { outs } = await handlers.update(id, outputs, inputs);
      return outs as PlainObject;
    });
    if (end?.how === "done") {
      this.stack.put({ ...old, inputs, outputs: end.outputs, initErrors: [] });
    } else if (end?.how === "kept") {
      // The old inputs stay with the new outputs.
      this.stack.put({ ...old, outputs: end.outputs, initErrors: [end.message] });
    }
  }

  async #replace(declared: Declared, inputs: PlainObject, old: Resource, deleteFirst: boolean): Promise<void> {
    if (deleteFirst) {
      if (await this.#delete(old)) {
        await this.#create(declared, inputs);
      }
      return;
    }
    await this.#create(declared, inputs);
    const now = this.stack.find(declared.urn);
    if (now !== undefined && !isDeepStrictEqual(now, old)) {
      this.stack.put({ ...old, urn: `${old.urn}${REPLACED}` });
    }
  }

  async #read(old: Resource): Promise<void> {
    const { urn, kind, id, inputs, outputs } = old;
    const seen: { gone: boolean; inputs?: PlainObject } = { gone: false };
    const end = await this.#carryOut({ verb: "read", urn, kind, id, inputs, before: outputs }, async (handlers) => {
      const read = await handlers.read(id, outputs);
      seen.gone = read.id === undefined && read.props === undefined;
      if (read.inputs !== undefined) {
        seen.inputs = read.inputs;
      }
      return read.props ?? {};
    });
    if (end?.how !== "done") {
      return;
    }
    if (seen.gone) {
      this.stack.remove(urn);
    } else {
      this.stack.put({ ...old, outputs: end.outputs, inputs: seen.inputs ?? inputs, initErrors: [] });
    }
  }

  /** Bindings before the key pairs they may use. */
  async #deleteAll(resources: readonly Resource[]): Promise<void> {
    for (const kind of ["keyPairBinding", "keyPair"] as const) {
      await Promise.all(resources.filter((one) => one.kind === kind).map((one) => this.#delete(one)));
      if (this.#failed) {
        return;
      }
    }
  }

  async #delete({ urn, kind, id, inputs, outputs }: Resource): Promise<boolean> {
    const end = await this.#carryOut({ verb: "delete", urn, kind, id, inputs, before: outputs }, async (handlers) => {
      await handlers.delete(id, outputs);
      return {};
    });
    if (end?.how !== "done") {
      return false;
    }
    this.stack.remove(urn);
    return true;
  }

  /** Undefined when nobody lives to see the end. */
  async #carryOut(
    call: Pick<CallRecord, "verb" | "urn" | "kind" | "id" | "inputs" | "before">,
    work: (handlers: Host["handlers"][ResourceKind]) => Promise<PlainObject>,
  ): Promise<CallEnd | undefined> {
    if (!this.host.alive) {
      return undefined;
    }
    const fromMs = this.now();
    const result = await this.host.call(call.urn, () => work(this.host.handlers[call.kind]));
    const end = endOf(result);
    const { run } = this.host;
    if (!this.onCall({ ...call, run, fromMs, toMs: this.now(), end })) {
      this.host.kill();
      return undefined;
    }
    if (end.how === "kept" || end.how === "refused") {
      this.#failed = true;
    }
    return end.how === "killed" ? undefined : end;
  }
}

function endOf(result: Awaited<ReturnType<Host["call"]>>): CallEnd {
  switch (result.how) {
    case "done":
      return { how: "done", outputs: plain(result.value as PlainObject) };
    case "killed":
      return { how: "killed" };
    case "threw": {
      const { error } = result;
      const message = error instanceof Error ? error.message : JSON.stringify(error);
      const kept = typeof error === "object" && error !== null && "properties" in error && "reasons" in error;
      return kept
        ? { how: "kept", outputs: plain(error.properties as PlainObject), error, message: String(error.reasons) }
        : { how: "refused", error, message };
    }
  }
}

/** As it travels between processes. */
function plain(value: PlainObject): PlainObject {
  return JSON.parse(JSON.stringify(value)) as PlainObject;
}
