import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import { showTask } from "../../../provider/src/client/kps/showTask";
import type { Cloud } from "../../../provider/src/client/cloud";
import { isServiceError } from "../../../provider/src/transport/serviceError";
import { acceptedPosts } from "../../support/acceptedPosts";
import { bindingBench, ROOT_PASSWORD } from "../../support/bindingBench";
import { keyPairFleet, world } from "../../support/handlersInProcess";

const SERVERS = ["s-1", "s-2", "s-3", "s-4", "s-5", "s-6"];
const WINDOW_MS = 60_000;
/** As often as other providers look at a task. */
const LOOK_EVERY_MS = 10_000;

/** Six servers, tasks that take as long as documented, and ten requests a minute for all of them. */
async function tightBench() {
  const bench = await bindingBench({ timeScale: 1, requestsPerMinute: 10 });
  SERVERS.forEach((id) => bench.emulator.control.putServer(id, { status: "ACTIVE", rootPassword: ROOT_PASSWORD }));
  await bench.configure({ "kps:requestsPerMinute": undefined });
  return bench;
}

/** How long something takes, in seconds. */
async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const begun = world.clock.monotonicMs();
  await work();
  return (world.clock.monotonicMs() - begun) / 1_000;
}

/** Carries out a request; after each 429 it sleeps a minute, for itself alone. `connect`: a client that has learned nothing. */
async function sleepingAfter429<T>(connect: () => Promise<Cloud>, request: (cloud: Cloud) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await request(await connect());
    } catch (error) {
      if (!isServiceError(error) || error.status !== 429) {
        throw error;
      }
      await world.clock.sleep(WINDOW_MS);
    }
  }
}

async function bindBySleeping(serverId: string, connect: () => Promise<Cloud>): Promise<void> {
  const server = { id: serverId, auth: { type: "password", key: ROOT_PASSWORD } } as const;
  const { taskId } = await sleepingAfter429(connect, (cloud) =>
    associateKeyPair(cloud, { keyPairName: "kp-a", server }, { attempts: 1 }),
  );
  for (;;) {
    await world.clock.sleep(LOOK_EVERY_MS);
    const { taskStatus } = await sleepingAfter429(connect, (cloud) =>
      showTask(cloud, { taskId, serverId }, { attempts: 1 }),
    );
    if (taskStatus.startsWith("SUCCESS")) {
      return;
    }
  }
}

it("six binds at ten requests a minute are no slower than sleeping a minute after each 429", async () => {
  const other = await tightBench();
  const sleeping = await secondsOf(() => Promise.all(SERVERS.map((id) => bindBySleeping(id, () => other.cloud()))));
  await other.close();

  const single = await tightBench();
  const bindings = await secondsOf(() =>
    Promise.all(
      SERVERS.map((serverId) => single.create({ serverId, keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } })),
    ),
  );
  expect(acceptedPosts(single.emulator)).toHaveLength(6);
  await single.close();

  const many = await tightBench();
  const inputs = { __provider: "stub", servers: SERVERS, keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
  const fleet = await secondsOf(() => keyPairFleet.create(inputs));
  expect(acceptedPosts(many.emulator)).toHaveLength(6);
  await many.close();

  expect(bindings).toBeLessThanOrEqual(sleeping);
  expect(fleet).toBeLessThanOrEqual(sleeping);
});
