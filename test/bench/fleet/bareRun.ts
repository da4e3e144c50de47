import { fork } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { type BareOrder, bareResult } from "./bareClient";
import type { FleetRow } from "./fleetRun";

/** What the requests of a fleet cost where node-fetch sends them and nobody else does anything. */
export interface BareRow {
  readonly requests: number;
  readonly cpuMs: number;
}

const answer = JSON.stringify({
  task_id: "3149fafc-29b8-48d7-9436-d063ded66d95",
  server_id: "00000000-0000-4000-8000-000000000001",
  task_status: "SUCCESS_BIND",
});

/** Sends as many requests as a fleet has, at its pace, from a process that has just begun, as the fleet's has. */
export async function bareRun(row: FleetRow, timeScale: number): Promise<BareRow> {
  const requests = Math.round(row.n * (row.kpsRequestsPerServer + row.ecsRequestsPerServer));
  const server = createServer((request, response) => {
    request.resume().once("end", () => response.setHeader("content-type", "application/json").end(answer));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const everyMs = (row.seconds * timeScale * 1_000) / requests;
  const client = fork(resolve(__dirname, "bareClient.ts"), { execArgv: ["--import", "tsx"] });
  try {
    const result = new Promise((told, reject) => {
      client.once("message", told);
      client.once("exit", (code) => reject(new Error(`the bare client ended with ${String(code)}`)));
    });
    client.send({ url: `http://127.0.0.1:${port}/task`, requests, everyMs } satisfies BareOrder);
    return { requests, ...bareResult.parse(await result) };
  } finally {
    client.kill();
    server.close();
    server.closeAllConnections();
  }
}
