import { aligned } from "../aligned";
import type { EmulatorResults } from "./emulatorBench";

/** The results as text for people. */
export function emulatorTable({ servers, requests, start }: EmulatorResults): string {
  const rows = requests.map((row) => [
    row.request,
    String(row.bytes),
    String(row.barePerSecond),
    String(row.tokenPerSecond),
    row.tokenRatio.toFixed(2),
    row.tokenCpuRatio?.toFixed(2) ?? "-",
    String(row.accessKeyPerSecond),
    row.accessKeyRatio.toFixed(2),
    row.accessKeyCpuRatio?.toFixed(2) ?? "-",
  ]);
  return [
    `The emulator with ${servers} servers and as many tasks, next to a bare fastify server that has the same bytes ready.`,
    "Requests a second, and their ratio: 1.00 is as fast as the bare server. CPU: the same ratio by the servers' CPU time.",
    "",
    ...aligned([["request", "bytes", "bare /s", "token /s", "ratio", "CPU", "AK/SK /s", "ratio", "CPU"], ...rows]),
    "",
    `A start takes ${start.emptyStartMs} ms with nothing and ${start.seedStartMs} ms with a seed file of ${start.servers} servers; reading and parsing`,
    `the file twice takes ${start.readTwiceMs} ms. So the seed adds ${start.ratio.toFixed(2)} of that to a start.`,
    "",
  ].join("\n");
}
