import { type ChildProcess, fork } from "node:child_process";
import { resolve } from "node:path";
import { associateKeyPair } from "../../provider/dist/client/kps/associateKeyPair";
import { atMost } from "./atMost";
import { benchCloud } from "./benchCloud";
import { benchConfig, unlimitedPerMinute } from "./benchConfig";
import { type BenchEmulator, keyPairName, rootPassword, startBenchEmulator } from "./benchEmulator";
import { countStatusRequests } from "./countStatusRequests";
import { meanOf, p99Of } from "./distribution";
import type { Strategy } from "./strategy";
import { ready, type WaitingOrder, type WaitingResult, waitingResult } from "./waitingMessages";

/** What waiting for n tasks has cost. Lags are ms at time scale 1. */
export interface WaitingRow {
  readonly strategy: Strategy;
  readonly n: number;
  readonly statusRequests: number;
  readonly meanLagMs: number;
  readonly p99LagMs: number;
  readonly clientCpuMs: number;
}

const postsAtOnce = 16;

/** Up to so many tasks the client may send 20 requests a second of the scaled time; beyond, as many as it likes. */
const limitedUpTo = 50;

/** Posts n binds, one after the other as fast as it goes, and has a client wait for each from its acknowledgement on. */
export async function waitingRun(strategy: Strategy, n: number, timeScale: number): Promise<WaitingRow> {
  const emulator = await startBenchEmulator({ servers: n, timeScale, quotas: "none" });
  try {
    const requestsPerMinute = n <= limitedUpTo ? Math.round(1_200 / timeScale) : unlimitedPerMinute;
    const config = benchConfig(emulator.credentials, requestsPerMinute);
    const result = await waitFor(emulator, { strategy, timeScale, tasks: n, config });
    const lags = (await emulator.tasks()).map(
      ({ taskId, endedAt }) => ((result.endedAt[taskId] ?? NaN) - (endedAt ?? NaN)) / timeScale,
    );
    return {
      strategy,
      n,
      statusRequests: countStatusRequests(await emulator.requests()),
      meanLagMs: Math.round(meanOf(lags)),
      p99LagMs: Math.round(p99Of(lags)),
      clientCpuMs: Math.round(result.cpuMs),
    };
  } finally {
    await emulator.stop();
  }
}

async function waitFor(emulator: BenchEmulator, order: WaitingOrder): Promise<WaitingResult> {
  const client = fork(resolve(__dirname, "waitingClient.ts"), { execArgv: ["--import", "tsx"] });
  try {
    const isReady = answerOf(client);
    client.send(order);
    if ((await isReady) !== ready) {
      throw new Error("the waiting client did not say that it is ready");
    }
    const result = answerOf(client);
    const cloud = await benchCloud(benchConfig(emulator.credentials, unlimitedPerMinute), 1);
    const posted = atMost(postsAtOnce, emulator.serverIds, async (id) => {
      const auth = { type: "password", key: rootPassword } as const;
      const { taskId } = await associateKeyPair(cloud, { keyPairName, server: { id, auth } });
      client.send({ taskId, serverId: id });
    });
    const [answer] = await Promise.all([result, posted]);
    return waitingResult.parse(answer);
  } finally {
    client.kill();
  }
}

/** The client's next message. */
function answerOf(client: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    client.once("message", resolve);
    client.once("exit", (code) => reject(new Error(`the waiting client ended with ${String(code)}`)));
  });
}
