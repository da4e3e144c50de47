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
  #resources: readonly Resource[] = [];

  /** A copy, as if read from its file. */
  get resources(): Resource[] {
    return JSON.parse(JSON.stringify(this.#resources)) as Resource[];
  }

  find(urn: string): Resource | undefined {
    return this.resources.find((one) => one.urn === urn);
  }

  put(resource: Resource): void {
    const others = this.#resources.filter(({ urn }) => urn !== resource.urn);
    this.#resources = [...others, written(resource)];
  }

  remove(urn: string): void {
    this.#resources = this.#resources.filter((one) => one.urn !== urn);
  }

  /** What was written is gone. */
  lose(): void {
    this.#resources = [];
  }
}

/** Through JSON and back: what cannot be written does not come back. */
function written(resource: Resource): Resource {
  return JSON.parse(JSON.stringify(resource)) as Resource;
}
