import fc from "fast-check";
import type { FaultInput } from "../emulator/src/index";

/** The requests a binding sends. */
const operations = [
  "AssociateKeypair",
  "AssociateKeypair",
  "DisassociateKeypair",
  "ListKeypairTask",
  "ListKeypairTask",
  "ListRunningTask",
  "ListFailedTask",
  "ShowServer",
  "ListKeypairDetail",
  "any",
] as const;

const kinds = [
  "500",
  "502 page",
  "503",
  "504",
  "429",
  "429 soon",
  "429 late",
  "429 junk",
  "cut before",
  "cut after",
  "cut after",
  "half of the JSON",
  "page with 200",
  "empty with 200",
  "slow",
  "202 FAILED",
] as const;

/** How long a slow request takes, in ms. */
export const LONGEST_DELAY_MS = 120;

/** Something that goes wrong with a few requests of one operation, once as many others have passed. */
export interface WireFault {
  readonly operation: (typeof operations)[number];
  readonly kind: (typeof kinds)[number];
  readonly passing: number;
  readonly times: number;
}

export const wireFault: fc.Arbitrary<WireFault> = fc.record({
  operation: fc.constantFrom(...operations),
  kind: fc.constantFrom(...kinds),
  passing: fc.constantFrom(0, 0, 0, 1, 3),
  times: fc.constantFrom(1, 1, 2, 4),
});

const page = "<html><body><h1>Bad Gateway</h1></body></html>";
const throttled = { error_code: "APIGW.0308", error_msg: "The throttling threshold has been reached" };

/** The faults as the emulator takes them. Whatever belongs to one operation comes in the order given. */
export function emulatorFaults({ operation, kind, passing, times }: WireFault): FaultInput[] {
  const on = operation === "any" ? {} : { operation };
  const fault = { ...on, times, ...replies[kind](operation) };
  return passing === 0 ? [fault] : [{ ...on, times: passing, headers: {} }, fault];
}

/** Whether a request that changed something may get no usable answer through this fault. */
export function losesAnswers({ operation, kind }: WireFault): boolean {
  return kind === "cut after" && (operation === "any" || /ssociateKeypair$/.test(operation));
}

const replies: Record<WireFault["kind"], (operation: WireFault["operation"]) => Partial<FaultInput>> = {
  "500": () => ({ status: 500, body: { error_code: "KPS.0003", error_msg: "internal error" } }),
  "502 page": () => ({ status: 502, body: page }),
  "503": () => ({ status: 503, body: { error_code: "KPS.0003", error_msg: "busy" } }),
  "504": () => ({ status: 504, body: "" }),
  "429": () => ({ status: 429, body: throttled }),
  "429 soon": () => ({ status: 429, body: throttled, headers: { "retry-after": "1" } }),
  "429 late": () => ({ status: 429, body: throttled, headers: { "retry-after": "2" } }),
  "429 junk": () => ({ status: 429, body: throttled, headers: { "retry-after": "-5e300, soon" } }),
  "cut before": () => ({ cut: "before" }),
  "cut after": () => ({ cut: "after" }),
  "half of the JSON": (operation) => ({ status: posts(operation) ? 202 : 200, body: '{"total":1,"task_id":"1111' }),
  "page with 200": () => ({ status: 200, body: page }),
  "empty with 200": () => ({ status: 200, body: {} }),
  slow: () => ({ delayMs: LONGEST_DELAY_MS }),
  "202 FAILED": (operation) =>
    posts(operation)
      ? { status: 202, body: { status: "FAILED", error_code: "KPS.0002", error_msg: "refused with 202" } }
      : { status: 500, body: {} },
};

function posts(operation: WireFault["operation"]): boolean {
  return operation === "AssociateKeypair" || operation === "DisassociateKeypair";
}
