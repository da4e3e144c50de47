import type { ResourceHandlers } from "../../../provider/src/handlers/border";
import { dynamicFront } from "../../../provider/src/handlers/dynamicFront";
import type { EngineLine } from "../../../provider/src/handlers/engineLink";
import { handlersOf } from "../../../provider/src/handlers/handlers";
import { ProviderProcess, type Surroundings } from "../../../provider/src/handlers/providerProcess";
import type { PlainObject } from "../../../provider/src/model/plainObject";

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

/** One run of the engine: its provider process, what it told and what failed. */
export class Run implements PlayedRun {
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

/** What an error says. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
