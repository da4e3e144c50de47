import type { PlainObject } from "../model/plainObject";

/**
 * What create and update throw when something was posted but is not settled: the engine keeps `properties` in state and
 * shows `reasons` on the resource. `__provider` must be among the properties, or state could never be read or deleted.
 */
export class PartialCreation extends Error {
  readonly id: string;
  readonly properties: PlainObject;
  readonly reasons: string[];

  constructor(id: string, properties: PlainObject, reason: string) {
    super(reason);
    this.id = id;
    this.properties = properties;
    this.reasons = [reason];
  }
}
