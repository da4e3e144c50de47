import type { Cloud } from "../../provider/src/client/cloud";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { settingsFor } from "../client/settingsFor";
import type { Emulator, QuirksPatch } from "../emulator/src/index";
import { InProcess } from "./inProcess/inProcess";
import { newSshKey } from "./sshKey";

const password = "Root-Passw0rd";
const batch = 10;

/** An emulator whose tasks end when the test lets time pass, with a server for each task to come. */
export interface TaskListBench {
  readonly emulator: Emulator;
  readonly cloud: Cloud;
  /** Starts so many binds, on servers not used yet; they run for so long, for ever without it. Returns the task ids. */
  begin(count: number, script: { outcome: "succeed" | "fail" | "hang"; durationMs?: number }): Promise<string[]>;
  pass(ms: number): void;
  /** How often an operation was asked for since the last call. */
  asked(operation: string): number;
  close(): Promise<void>;
}

/** Starts one with so many running servers `s-0`, `s-1`, ... and the key pair `kp`. */
export async function taskListBench(servers: number, quirks: QuirksPatch = {}): Promise<TaskListBench> {
  let now = 1_000_000;
  const started = Date.now() - now;
  const world = new InProcess();
  const emulator = world.emulator({
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    quirks,
    // The wall clock stays near the machine's, which the signatures carry.
    clock: { now: () => now, wall: () => started + now },
    seed: {
      servers: Array.from({ length: servers }, (_, index) => ({
        id: `s-${index}`,
        name: `name-${index}`,
        rootPassword: password,
      })),
      keyPairs: [{ name: "kp", publicKey: newSshKey().publicKey }],
    },
  });
  const { url, region, projectId, accessKey, secretKey } = emulator.credentials;
  const credentials = { kind: "aksk", accessKey, secretKey, origin: "the test" } as const;
  const cloud = await world.connect(settingsFor({ url, region, projectId, credentials }));
  let used = 0;
  let seen = 0;
  return {
    emulator,
    cloud,
    begin: async (count, script) => {
      emulator.control.taskScript({ ...script, times: count, ...(script.outcome === "fail" && failure) });
      const ids: string[] = [];
      for (let at = 0; at < count; at += batch) {
        const requests = Array.from({ length: Math.min(batch, count - at) }, (_, index) => ({
          keyPairName: "kp",
          server: { id: `s-${used + at + index}`, auth: { type: "password", key: password } as const },
        }));
        const results = await Promise.all(requests.map((request) => associateKeyPair(cloud, request)));
        ids.push(...results.map(({ taskId }) => taskId));
      }
      used += count;
      seen = emulator.control.requests().length;
      return ids;
    },
    pass: (ms) => {
      now += ms;
    },
    asked: (operation) => {
      const rows = emulator.control.requests();
      const count = rows.slice(seen).filter((row) => row.operation === operation).length;
      seen = rows.length;
      return count;
    },
    close: () => emulator.close(),
  };
}

const failure = { errorMessage: "Login failed" };
