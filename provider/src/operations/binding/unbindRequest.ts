import type { Auth } from "../../model/auth";
import type { BindingRecord } from "../../model/bindingRecord";

/** A binding that is to go. */
export interface UnbindRequest {
  serverId: string;
  auths: readonly Auth[];
  port: number | undefined;
  policy: "auto" | "unbind" | "retain";
  verify: "auto" | "none";
  record: BindingRecord;
}
