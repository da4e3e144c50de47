import { withoutUndefined, type PlainObject } from "../model/plainObject";

/** A reason is cut at this many characters: it travels in an HTTP/2 header block. */
const REASON_LIMIT = 2_000;

/**
 * What create and update throw when something was posted but is not settled: the engine keeps `properties` in state and
 * shows `reasons` on the resource. `__provider` must be among the properties, or state could never be read or deleted.
 */
export class PartialCreation extends Error {
  readonly id: string;
  readonly properties: PlainObject;
  readonly reasons: string[];

  constructor(id: string, properties: PlainObject, inputs: PlainObject, reason: string) {
    super(reason);
    this.id = id;
    this.properties = withoutUndefined({ ...properties, __provider: inputs["__provider"] });
    this.reasons = [reason.length > REASON_LIMIT ? `${reason.slice(0, REASON_LIMIT)} ...` : reason];
  }
}
