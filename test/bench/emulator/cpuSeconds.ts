import { readFileSync } from "node:fs";

const ticksPerSecond = 100;

/** CPU time a process has used so far, in s, to a hundredth; null where the machine does not tell. */
export function cpuSeconds(pid: number): number | null {
  try {
    const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const [user, system] = fields.split(" ").slice(11, 13).map(Number);
    return ((user ?? NaN) + (system ?? NaN)) / ticksPerSecond;
  } catch {
    return null;
  }
}
