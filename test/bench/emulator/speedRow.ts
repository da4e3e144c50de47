import { medianOf } from "./median";
import type { LoadResult, WindowResult } from "./speedMessages";

/** What one kind of request costs the emulator, next to a bare server that has the answer ready. */
export interface SpeedRow {
  readonly request: string;
  /** Of the reply's body. */
  readonly bytes: number;
  /** Requests a second, medians of the rounds. */
  readonly barePerSecond: number;
  readonly tokenPerSecond: number;
  readonly accessKeyPerSecond: number;
  /** Rate of the emulator divided by that of the bare server in the same round, median of the rounds. */
  readonly tokenRatio: number;
  readonly accessKeyRatio: number;
  /** CPU time of the bare server per reply divided by that of the emulator; null where the machine does not tell. */
  readonly tokenCpuRatio: number | null;
  readonly accessKeyCpuRatio: number | null;
}

type Round = readonly [bare: WindowResult, token: WindowResult, accessKey: WindowResult];

/** @param rounds of each the bare server, the emulator by token and the emulator by access key */
export function speedRow(request: string, bytes: number, rounds: LoadResult): SpeedRow {
  const full = rounds.filter((round): round is [WindowResult, WindowResult, WindowResult] => round.length === 3);
  const perSecond = (which: 0 | 1 | 2): number => Math.round(medianOf(full.map((round) => rate(round[which]))));
  const ratio = (which: 1 | 2): number => rounded(medianOf(full.map((round) => rate(round[which]) / rate(round[0]))));
  const cpuRatio = (which: 1 | 2): number | null => {
    const value = cpuPerReply(full, 0) / cpuPerReply(full, which);
    return Number.isFinite(value) ? rounded(value) : null;
  };
  return {
    request,
    bytes,
    barePerSecond: perSecond(0),
    tokenPerSecond: perSecond(1),
    accessKeyPerSecond: perSecond(2),
    tokenRatio: ratio(1),
    accessKeyRatio: ratio(2),
    tokenCpuRatio: cpuRatio(1),
    accessKeyCpuRatio: cpuRatio(2),
  };
}

function rate({ replies, seconds }: WindowResult): number {
  return replies / seconds;
}

function cpuPerReply(rounds: readonly Round[], which: 0 | 1 | 2): number {
  const total = (value: (one: WindowResult) => number): number =>
    rounds.reduce((sum, round) => sum + value(round[which]), 0);
  return total((one) => one.cpuSeconds ?? NaN) / total((one) => one.replies);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
