import type { CallRecord } from "../callRecord";
import { frontOf } from "../stack";
import { seconds, type Facts } from "./facts";
import type { Violation } from "./violation";

const DEFAULT_MS = 1_800_000;
const GRACE_MS = 2_000;

/** No call ends later than its deadline and 2 s, whatever it waits for. */
export function limitsHold({ calls }: Facts): Violation[] {
  return calls.flatMap((call) => {
    if (call.partOf !== undefined) {
      return [];
    }
    const tookMs = call.toMs - call.fromMs;
    const limitMs = limitOf(call);
    return call.end.how !== "killed" && tookMs > limitMs + GRACE_MS
      ? [
          {
            judgement: "limits hold",
            text: `${call.verb} of ${call.id} took ${seconds(tookMs)}, its limit is ${seconds(limitMs)}`,
            atMs: call.toMs,
            serverId: call.id,
          } as const,
        ]
      : [];
  });
}

/** The deadline of a call, in ms after its beginning. */
export function limitOf({ verb, inputs, before, provider, timeout }: CallRecord): number {
  const props = verb === "delete" ? before : inputs;
  const timeouts = props?.["timeouts"] as Record<string, string> | undefined;
  const text = frontOf(provider) === "plugin" ? timeout : timeouts?.[verb];
  const [, count, unit] = /^(\d+)(s|m)$/.exec(text ?? "") ?? [];
  return count === undefined ? DEFAULT_MS : Number(count) * (unit === "m" ? 60_000 : 1_000);
}
