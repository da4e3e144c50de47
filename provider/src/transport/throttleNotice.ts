import type { GrantWindow } from "./grantWindow";

const secondsPerUnit: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/**
 * The limit a gateway names when it throttles (`limit:300,time:1 minute`).
 * @returns undefined when the text names none
 */
export function namedLimit(message: string | undefined): GrantWindow | undefined {
  const match = /limit\s*:\s*(\d+)\s*,\s*time\s*:\s*(\d+)\s*(second|minute|hour|day)/i.exec(message ?? "");
  const [, limit, count, unit] = match ?? [];
  const window = {
    starts: Number(limit),
    ms: 1000 * Number(count) * (secondsPerUnit[unit?.toLowerCase() ?? ""] ?? Number.NaN),
  };
  return window.starts > 0 && window.ms > 0 ? window : undefined;
}
