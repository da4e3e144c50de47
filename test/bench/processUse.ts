import { readFile } from "node:fs/promises";

/** Memory of a process by a line of /proc/<id>/status, in MB; NaN where there is none. */
export async function residentMb(id: number, line: "VmRSS" | "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
  return Math.round(Number(new RegExp(`^${line}:\\s*(\\d+) kB`, "m").exec(status)?.[1]) / 1024);
}

/** Hundredths of a second: the unit of /proc on Linux. */
const tickMs = 10;

/** CPU time that a process has used so far, in ms; NaN where it cannot be told. */
export async function cpuMs(id: number): Promise<number> {
  const stat = await readFile(`/proc/${id}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * tickMs;
}
