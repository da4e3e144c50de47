import { type Emulator, startEmulator } from "../emulator/src/index";
import { connectTo } from "../support/connectTo";
import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { readSettings } from "../../provider/src/settings/readSettings";
import { watcherOf } from "../../provider/src/tasks/taskWatcher";
import { benchConfig, unlimitedPerMinute } from "./benchConfig";
import { countStatusRequests } from "./countStatusRequests";
import { environmentOf } from "../support/memoryFiles";

const timeScale = 0.03;
const rootPassword = "Bench-Root-1";

let emulator: Emulator;
afterEach(() => emulator.close());

/** Binds n servers at once and waits for all. Returns how long that took, in seconds at time scale 1. */
async function bindAndWait(n: number): Promise<number> {
  const servers = Array.from({ length: n }, (_, index) => ({ id: `server-${index + 1}`, rootPassword }));
  emulator = await startEmulator({
    timeScale,
    rngSeed: n,
    requestsPerMinute: 0,
    seed: { servers, keyPairs: [{ name: "bench" }] },
  });
  const config = benchConfig(emulator.credentials, unlimitedPerMinute);
  const variables = { KPS_TEST_TIME_SCALE: String(timeScale) };
  const environment = environmentOf(variables);
  const cloud = await connectTo(readSettings((key) => config[key], environment));
  const watcher = watcherOf(cloud);
  const startMs = performance.now();
  await Promise.all(
    servers.map(async ({ id: serverId }) => {
      const server = { id: serverId, auth: { type: "password", key: rootPassword } } as const;
      const { taskId } = await associateKeyPair(cloud, { keyPairName: "bench", server });
      const submittedAtMs = performance.now();
      const deadlineMs = submittedAtMs + 60_000;
      await watcher.wait({ taskId, serverId, operation: "BIND", submittedAtMs, deadlineMs });
    }),
  );
  return (performance.now() - startMs) / 1000 / timeScale;
}

describe("status requests over real sockets", () => {
  it.each([3, 10, 50])(
    "%i binds cost hardly more than a confirmation each and a list a second",
    async (n) => {
      const seconds = await bindAndWait(n);
      const counted = countStatusRequests(emulator.control.requests());
      expect(emulator.control.state().tasks.map(({ taskStatus }) => taskStatus)).toEqual(Array(n).fill("SUCCESS_BIND"));
      expect(counted).toBeGreaterThanOrEqual(n);
      expect(counted).toBeLessThanOrEqual(1.1 * n + Math.ceil(seconds));
    },
    30_000,
  );
});
