import type { PlainObject } from "../../provider/src/model/plainObject";
import { PartialFailure, type Properties } from "./fronts/front";
import type { HostResult } from "./host";
import type { ProviderName, ResourceKind } from "./stack";

/** How a call ended, as the engine sees it. */
export type CallEnd =
  | { readonly how: "done"; readonly outputs: PlainObject; readonly secret: readonly string[] }
  /** A partial creation: the outputs are kept. */
  | {
      readonly how: "kept";
      readonly outputs: PlainObject;
      readonly secret: readonly string[];
      readonly error: unknown;
      readonly message: string;
    }
  | { readonly how: "refused"; readonly error: unknown; readonly message: string }
  | { readonly how: "killed" };

/** One call of the engine. */
export interface CallRecord {
  readonly run: number;
  readonly urn: string;
  readonly kind: ResourceKind;
  readonly verb: "create" | "update" | "delete" | "read";
  /** The server's id, or the key pair's or fleet's name. */
  readonly id: string;
  readonly provider: ProviderName;
  /** Pulumi's own option for how long it may take. */
  readonly timeout: string | undefined;
  readonly inputs: PlainObject;
  /** Inputs that the engine keeps as ciphertext. */
  readonly secretInputs: readonly string[];
  /** The outputs in state before. */
  readonly before: PlainObject | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  readonly end: CallEnd;
  /** The call for a fleet, of which this one is what becomes of a single server. */
  readonly partOf?: CallRecord | undefined;
}

/** What a call left in state; nothing where it left nothing. */
export function outputsOf(call: CallRecord | undefined): PlainObject {
  return call !== undefined && "outputs" in call.end ? call.end.outputs : {};
}

/** Whether a call leaves in state what was there before, as far as that is about the server. */
export function saysTheSame({ before, end }: CallRecord): boolean {
  return (
    before !== undefined &&
    "outputs" in end &&
    ["phase", "boundKeyPairName", "taskId"].every((key) => before[key] === end.outputs[key])
  );
}

/** How a call into a provider process ended, as the engine sees it. */
export function endOf(result: HostResult<Properties>): CallEnd {
  switch (result.how) {
    case "done":
      return { how: "done", outputs: result.value.values, secret: result.value.secret };
    case "killed":
      return { how: "killed" };
    case "threw": {
      const { error } = result;
      if (error instanceof PartialFailure) {
        const { outputs, message } = error;
        return { how: "kept", outputs: outputs.values, secret: outputs.secret, error: error.cause, message };
      }
      return { how: "refused", error, message: error instanceof Error ? error.message : JSON.stringify(error) };
    }
  }
}
