import { aligned } from "../aligned";
import type { StartUpResults, StartUpRow } from "./startUpBench";

/** The results as text for people. */
export function startUpTable({ rounds, runs, firstPost, loaded, fronts }: StartUpResults): string {
  const cells = ({ what, ms, ratio }: StartUpRow): string[] => [what, (ms / 1000).toFixed(1), ratio.toFixed(2)];
  return [
    `Starts of a real \`pulumi up\`, medians of ${rounds} rounds. Seconds are this machine's; take the ratios to the empty program.`,
    "",
    ...aligned([
      ["run", "seconds", "ratio"],
      ...runs.map(cells),
      cells({ ...firstPost, what: "start to first POST of a new binding" }),
    ]),
    "",
    ...aligned([
      ["loaded beside the SDK", "modules", "ms", "CPU ms"],
      ...loaded.map(({ what, modules, ms, cpuMs }) => [what, String(modules), ms.toFixed(0), cpuMs.toFixed(0)]),
    ]),
    "",
    ...aligned([
      ["process", "ms to Configure", "ms to first Check", "peak MB"],
      ...fronts.map(({ what, configureMs, checkMs, peakMb }) => [
        what,
        configureMs.toFixed(0),
        checkMs.toFixed(0),
        String(peakMb),
      ]),
    ]),
    "",
  ].join("\n");
}
