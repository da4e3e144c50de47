import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import { showTask } from "../../../provider/src/client/kps/showTask";
import type { Cloud } from "../../../provider/src/client/cloud";
import { isServiceError } from "../../../provider/src/transport/serviceError";
import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";

const SERVERS = ["s-1", "s-2", "s-3", "s-4", "s-5", "s-6"];
const WINDOW_MS = 60_000;
/** As often as other providers look at a task. */
const LOOK_EVERY_MS = 10_000;

/** Six servers, tasks that take as long as documented, and ten requests a minute for all of them. */
function tightBench(): InProcessBench {
  const bench = inProcessBench({ requestsPerMinute: 10 });
  SERVERS.forEach((id) => bench.emulator.control.putServer(id, { status: "ACTIVE", rootPassword: ROOT_PASSWORD }));
  bench.configure({ "kps:requestsPerMinute": undefined });
  return bench;
}

/** How long something takes, in seconds. */
async function secondsOf({ world }: InProcessBench, work: () => Promise<unknown>): Promise<number> {
  const begun = world.clock.monotonicMs();
  await work();
  return (world.clock.monotonicMs() - begun) / 1_000;
}

/** Sleeps a minute, for itself alone, after each 429. Each time by a new connection, which has learned nothing. */
async function sleepingAfter429<T>(bench: InProcessBench, request: (cloud: Cloud) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await request(await bench.others());
    } catch (error) {
      if (!isServiceError(error) || error.status !== 429) {
        throw error;
      }
      await bench.world.clock.sleep(WINDOW_MS);
    }
  }
}

async function bindBySleeping(bench: InProcessBench, serverId: string): Promise<void> {
  const server = { id: serverId, auth: { type: "password", key: ROOT_PASSWORD } } as const;
  const { taskId } = await sleepingAfter429(bench, (cloud) =>
    associateKeyPair(cloud, { keyPairName: "kp-a", server }, { attempts: 1 }),
  );
  for (;;) {
    await bench.world.clock.sleep(LOOK_EVERY_MS);
    const { taskStatus } = await sleepingAfter429(bench, (cloud) =>
      showTask(cloud, { taskId, serverId }, { attempts: 1 }),
    );
    if (taskStatus.startsWith("SUCCESS")) {
      return;
    }
  }
}

it("six binds at ten requests a minute are no slower than sleeping a minute after each 429", async () => {
  const other = tightBench();
  const sleeping = await secondsOf(other, () => Promise.all(SERVERS.map((id) => bindBySleeping(other, id))));

  const single = tightBench();
  const auth = { password: ROOT_PASSWORD };
  const bindings = await secondsOf(single, () =>
    Promise.all(SERVERS.map((serverId) => single.binding.create({ serverId, keyPairName: "kp-a", auth }))),
  );
  expect(acceptedPosts(single.emulator)).toHaveLength(6);

  const many = tightBench();
  const fleet = await secondsOf(many, () => many.fleet.create({ servers: SERVERS, keyPairName: "kp-a", auth }));
  expect(acceptedPosts(many.emulator)).toHaveLength(6);

  expect(bindings).toBeLessThanOrEqual(sleeping);
  expect(fleet).toBeLessThanOrEqual(sleeping);
});

it.each(["ListRunningTask", "ShowServer", "AssociateKeypair"])(
  "waits as long as it has time while others use up the quota: %s",
  async (operation) => {
    const bench = inProcessBench();
    const servers = SERVERS.slice(0, 2);
    servers.forEach((id) => bench.emulator.control.putServer(id, { status: "ACTIVE", rootPassword: ROOT_PASSWORD }));
    bench.emulator.control.fault({ operation, times: 40, status: 429, body: { error_code: "APIGW.0308" } });
    const wanted = { servers, keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
    expect(await bench.fleet.create(wanted)).toMatchObject({ phase: "bound" });
    expect(acceptedPosts(bench.emulator)).toHaveLength(2);
  },
);
