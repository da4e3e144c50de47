import type { PlainObject } from "../../provider/src/model/plainObject";

/** What kind of resource a row of the stack is. */
export type ResourceKind = "keyPair" | "keyPairBinding";

/** A resource as a program declares it. */
export interface Declared {
  readonly urn: string;
  readonly kind: ResourceKind;
  readonly inputs: PlainObject;
}

/** A resource as the state of the stack has it. */
export interface Resource {
  readonly urn: string;
  readonly kind: ResourceKind;
  readonly id: string;
  readonly inputs: PlainObject;
  readonly outputs: PlainObject;
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
