const secondsPerUnit: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/**
 * The limit a gateway names when it throttles (`limit:300,time:1 minute`), in requests per second.
 * @returns undefined when the text names none
 */
export function namedLimit(message: string | undefined): number | undefined {
  const match = /limit\s*:\s*(\d+)\s*,\s*time\s*:\s*(\d+)\s*(second|minute|hour|day)/i.exec(message ?? "");
  const [, limit, count, unit] = match ?? [];
  const perSecond = Number(limit) / (Number(count) * (secondsPerUnit[unit?.toLowerCase() ?? ""] ?? Number.NaN));
  return Number.isFinite(perSecond) && perSecond > 0 ? perSecond : undefined;
}
