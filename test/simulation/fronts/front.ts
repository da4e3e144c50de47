import type { PlainObject } from "../../../provider/src/model/plainObject";
import type { Resource } from "../stack";

/** Which resource a call is for. */
export type Named = Pick<Resource, "urn" | "kind" | "id">;

/** Properties as the engine holds them. */
export interface Properties {
  /** With every secret in the clear. */
  readonly values: PlainObject;
  /** Those that state keeps as ciphertext. */
  readonly secret: readonly string[];
}

/** What a provider says of the inputs of a program. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly string[];
}

/** What a provider says of a change. */
export interface Difference {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** What a provider found; no outputs: it is gone. */
export interface Found {
  readonly outputs?: Properties;
  /** Absent: those in state hold. */
  readonly inputs?: Properties;
}

/** A step failed, and its outputs are to be kept all the same. */
export class PartialFailure extends Error {
  constructor(
    readonly outputs: Properties,
    readonly reasons: readonly string[],
    thrown: unknown,
  ) {
    super(reasons.join("\n"), { cause: thrown });
  }
}

/** One provider process as the engine speaks to it. Steps throw {@link PartialFailure} for what is to be kept. */
export interface Front {
  check(named: Named, olds: PlainObject, news: PlainObject): Promise<Checked>;
  diff(named: Named, old: Pick<Resource, "inputs" | "outputs">, news: PlainObject): Promise<Difference>;
  create(named: Named, inputs: Properties, timeout: string | undefined): Promise<Properties>;
  update(named: Named, outputs: PlainObject, inputs: Properties, timeout: string | undefined): Promise<Properties>;
  read(named: Named, old: Resource): Promise<Found>;
  delete(named: Named, outputs: PlainObject, timeout: string | undefined): Promise<void>;
  /** The person wants an end. */
  cancel(): void;
}
