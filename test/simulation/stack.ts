import type { PlainObject } from "../../provider/src/model/plainObject";

/** What kind of resource a row of the stack is. */
export type ResourceKind = "keyPair" | "keyPairBinding" | "keyPairFleet";

/** By which of the two kinds of provider process a row is served. */
export type FrontName = "dynamic" | "plugin";

/** The provider of a row: that of its front which needs no declaration, or one that the program declares. */
export type ProviderName = FrontName | `${FrontName}, explicit`;

/** The front of a provider. */
export function frontOf(provider: ProviderName): FrontName {
  return provider.startsWith("plugin") ? "plugin" : "dynamic";
}

/** Whether the engine makes a row anew that goes from one provider to another. */
export function replaces(one: ProviderName, other: ProviderName): boolean {
  return one !== other && [one, other].some((each) => each.endsWith(", explicit"));
}

/** A resource as a program declares it. */
export interface Declared {
  readonly urn: string;
  /** The URN it may have in state too. */
  readonly alias?: string | undefined;
  readonly kind: ResourceKind;
  readonly provider: ProviderName;
  readonly inputs: PlainObject;
  /** Pulumi's own option for how long a step may take, which the plugin gets. */
  readonly timeout?: string | undefined;
}

/** A resource as the state of the stack has it. */
export interface Resource {
  readonly urn: string;
  readonly kind: ResourceKind;
  readonly id: string;
  readonly provider: ProviderName;
  readonly timeout?: string | undefined;
  readonly inputs: PlainObject;
  readonly outputs: PlainObject;
  /** Inputs and outputs that are written as ciphertext. */
  readonly secretInputs: readonly string[];
  readonly secretOutputs: readonly string[];
  /** The last create or update was not finished. */
  readonly initErrors: readonly string[];
}

/** The state of a stack: what the engine writes down after every call that is over. */
export class Stack {
  /** Through JSON and back: what cannot be written does not come back. */
  readonly #written = new Map<string, string>();

  /** Copies, as if read from its file. */
  get resources(): Resource[] {
    return [...this.#written.values()].map(read);
  }

  find(urn: string): Resource | undefined {
    const text = this.#written.get(urn);
    return text === undefined ? undefined : read(text);
  }

  put(resource: Resource): void {
    // What is written anew comes last.
    this.#written.delete(resource.urn);
    this.#written.set(resource.urn, JSON.stringify(resource));
  }

  remove(urn: string): void {
    this.#written.delete(urn);
  }

  /** What was written is gone. */
  lose(): void {
    this.#written.clear();
  }
}

function read(text: string): Resource {
  return JSON.parse(text) as Resource;
}
