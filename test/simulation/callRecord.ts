import type { PlainObject } from "../../provider/src/model/plainObject";
import type { ResourceKind } from "./stack";

/** How a call ended, as the engine sees it. */
export type CallEnd =
  | { readonly how: "done"; readonly outputs: PlainObject }
  /** A partial creation: the outputs are kept. */
  | { readonly how: "kept"; readonly outputs: PlainObject; readonly error: unknown; readonly message: string }
  | { readonly how: "refused"; readonly error: unknown; readonly message: string }
  | { readonly how: "killed" };

/** One call of the engine. */
export interface CallRecord {
  readonly run: number;
  readonly urn: string;
  readonly kind: ResourceKind;
  readonly verb: "create" | "update" | "delete" | "read";
  /** The server's id, or the key pair's name. */
  readonly id: string;
  readonly inputs: PlainObject;
  /** The outputs in state before. */
  readonly before: PlainObject | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  readonly end: CallEnd;
}
