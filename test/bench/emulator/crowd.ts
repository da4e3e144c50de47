import { associateKeyPair } from "../../../provider/dist/client/kps/associateKeyPair";
import { createKeyPair } from "../../../provider/dist/client/kps/createKeyPair";
import type { Credentials } from "../../emulator/src/index";
import { newSshKey } from "../../support/sshKey";
import { atMost } from "../atMost";
import { benchCloud } from "../benchCloud";
import { benchConfig, unlimitedPerMinute } from "../benchConfig";
import { rootPassword } from "../benchEmulator";

const batch = 10;
const createsAtOnce = 8;

/**
 * Fills an emulator: so many key pairs, and one bind for each server, ten at a time.
 *
 * @returns the id of the last task
 */
export async function crowd(credentials: Credentials, serverIds: readonly string[], keyPairs: number): Promise<string> {
  const cloud = await benchCloud(benchConfig(credentials, unlimitedPerMinute), 1);
  const { publicKey } = newSshKey();
  const names = Array.from({ length: keyPairs }, (_, index) => `pair-${index + 1}`);
  await atMost(createsAtOnce, names, async (name) => {
    await createKeyPair(cloud, { name, publicKey });
  });
  let last = "";
  for (let at = 0; at < serverIds.length; at += batch) {
    const requests = serverIds.slice(at, at + batch).map((id) => ({
      keyPairName: "pair-1",
      server: { id, auth: { type: "password", key: rootPassword } as const },
    }));
    const tasks = await Promise.all(requests.map((request) => associateKeyPair(cloud, request)));
    last = tasks.at(-1)?.taskId ?? "";
  }
  return last;
}
