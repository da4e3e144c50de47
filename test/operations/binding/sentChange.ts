import type { Sent } from "../../../provider/src/operations/binding/sent";

/** A bind that was sent at the beginning of 1970 to a server without a key pair, and whose answer was lost. */
export function sentChange(more: Partial<Sent> = {}): Sent {
  return {
    operation: "BIND",
    keyPairName: "kp-a",
    fingerprint: undefined,
    online: true,
    serverName: "web-1",
    secrets: [],
    before: "",
    sentAtServiceMs: 0,
    endedAtMs: 0,
    endedAtServiceMs: 0,
    others: [],
    disablesPassword: false,
    tried: [],
    taskId: undefined,
    requestId: undefined,
    acknowledged: false,
    resumed: false,
    ...more,
  };
}
