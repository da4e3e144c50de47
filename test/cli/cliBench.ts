import type { Emulator, EmulatorOptions } from "../emulator/src/index";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { showTask } from "../../provider/src/client/kps/showTask";
import { connectTo } from "../support/connectTo";
import { readSettings } from "../../provider/src/settings/readSettings";
import { startTestEmulator } from "../support/emulator";
import { newSshKey, type SshKey } from "../support/sshKey";
import { variablesFor, type Variables } from "./runCli";
import { environmentOf } from "../support/memoryFiles";

const rootPassword = "Root-Passw0rd";

/** Servers of the bench: two that run, one that is stopped, one that has key pair `kp-b`. */
export const ids = {
  web: "11111111-1111-4111-8111-111111111111",
  shop: "22222222-2222-4222-8222-222222222222",
  stopped: "33333333-3333-4333-8333-333333333333",
  bound: "44444444-4444-4444-8444-444444444444",
} as const;

/** An emulator, and what leads the command line to it. */
export interface CliBench {
  readonly emulator: Emulator;
  readonly variables: Variables;
  readonly keys: { readonly a: SshKey; readonly b: SshKey };
  /** Lets a task fail on a server; resolves with its id. */
  failTask(serverId: string, errorMessage: string, errorCode?: string): Promise<string>;
  /** Starts a task that runs for so long, in ms, and ends well; resolves with its id. */
  startTask(serverId: string, durationMs: number): Promise<string>;
  close(): Promise<void>;
}

export async function cliBench(options: EmulatorOptions = {}): Promise<CliBench> {
  const keys = { a: newSshKey(), b: newSshKey() };
  const server = (id: string, name: string, status: "ACTIVE" | "SHUTOFF") => ({ id, name, status, rootPassword });
  const emulator = await startTestEmulator({
    timeScale: 0.001,
    requestsPerMinute: 0,
    ecsRequestsPerMinute: 0,
    seed: {
      servers: [
        server(ids.web, "web-1", "ACTIVE"),
        server(ids.shop, "shop-frontend-1", "ACTIVE"),
        server(ids.stopped, "db-1", "SHUTOFF"),
        { ...server(ids.bound, "app-1", "ACTIVE"), keyPairName: "kp-b" },
      ],
      keyPairs: [
        { name: "kp-a", publicKey: keys.a.publicKey },
        { name: "kp-b", publicKey: keys.b.publicKey },
      ],
    },
    ...options,
  });
  const variables = variablesFor(emulator.credentials);
  const cloud = await connectTo(readSettings(() => undefined, environmentOf(variables)));
  const post = async (serverId: string): Promise<string> => {
    const auth = { type: "password", key: rootPassword } as const;
    const { taskId } = await associateKeyPair(cloud, { keyPairName: "kp-a", server: { id: serverId, auth } });
    return taskId;
  };
  return {
    emulator,
    variables,
    keys,
    failTask: async (serverId, errorMessage, errorCode) => {
      const script = { serverId, outcome: "fail", durationMs: 1, errorMessage } as const;
      emulator.control.taskScript(errorCode === undefined ? script : { ...script, errorCode });
      const taskId = await post(serverId);
      while (!(await showTask(cloud, { taskId })).taskStatus.startsWith("FAILED")) {
        // The task ends within a millisecond; each look takes longer.
      }
      return taskId;
    },
    startTask: (serverId, durationMs) => {
      emulator.control.taskScript({ serverId, outcome: "succeed", durationMs, statuses: ["RUNNING_BIND"] });
      return post(serverId);
    },
    close: () => emulator.close(),
  };
}
