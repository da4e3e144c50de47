import type { Cloud } from "../../../provider/src/client/cloud";
import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import type { Emulator } from "../../emulator/src/index";
import { ROOT_PASSWORD } from "../../support/inProcess/inProcessBench";

/** So many requests are on their way at once. */
const AT_ONCE = 10;

/**
 * Starts one bind of `kp-a` for each of these servers; they run for so long, in ms, for ever without it. Resolves with the
 * task ids, in the order of the servers.
 */
export async function beginTasks(
  emulator: Emulator,
  cloud: Cloud,
  servers: readonly string[],
  script: {
    readonly outcome: "succeed" | "fail" | "hang";
    readonly durationMs?: number;
    readonly errorMessage?: string;
  },
): Promise<string[]> {
  const failure = script.outcome === "fail" ? { errorMessage: "Login failed" } : {};
  emulator.control.taskScript({ ...failure, ...script, times: servers.length });
  const auth = { type: "password", key: ROOT_PASSWORD } as const;
  const ids: string[] = [];
  for (let at = 0; at < servers.length; at += AT_ONCE) {
    const requests = servers.slice(at, at + AT_ONCE);
    const begun = await Promise.all(
      requests.map((id) => associateKeyPair(cloud, { keyPairName: "kp-a", server: { id, auth } })),
    );
    ids.push(...begun.map(({ taskId }) => taskId));
  }
  return ids;
}
