import type { Finding } from "./finding";
import { isAnswer, type ProbeEnd } from "./judgeProbe";

const noticeableMs = 60_000;
/** A signature this far off may be refused soon; at 15 minutes it is. */
const dangerousMs = 5 * 60_000;

/** What is to be said of this machine's clock that the service's is ahead of by `aheadMs`. */
export function clockFinding(aheadMs: number, ends: readonly ProbeEnd[]): Finding {
  const check = "clock";
  if (!ends.some(isAnswer)) {
    return { check, result: "untested", seen: "no service told the time" };
  }
  const off = Math.abs(aheadMs);
  const seen =
    off < noticeableMs
      ? "agrees with the service's"
      : `this machine's clock is ${Math.round(off / 1000)} s ${aheadMs > 0 ? "behind" : "ahead of"} the service's`;
  const next = "set the clock of this machine (NTP): signed requests are refused from 15 minutes on";
  return off < noticeableMs
    ? { check, result: "ok", seen }
    : { check, result: off < dangerousMs ? "warning" : "problem", seen, next };
}
