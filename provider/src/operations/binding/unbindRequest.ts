import type { Auth } from "../../model/auth";
import type { BindingRecord } from "../../model/bindingRecord";

/** A binding that is to go. */
export interface UnbindRequest {
  serverId: string;
  /** Ways in that state has. */
  auths: readonly Auth[];
  port: number | undefined;
  policy: "auto" | "unbind" | "retain";
  verify: "auto" | "none";
  record: BindingRecord;
  /** Asked immediately before a POST: whether the running program still declares a binding of the server. */
  isStillDeclared: () => Promise<boolean>;
}
