import { changeFleet, type FleetJob } from "../../../provider/src/operations/fleet/changeFleet";
import type { FleetEnd } from "../../../provider/src/operations/fleet/fleetEnd";
import { inProcessBench } from "../../support/inProcess/inProcessBench";

const failed: FleetEnd = { end: "failed", failure: { message: "no" }, serverName: undefined, next: "" };
const job = (serverId: string): FleetJob => ({ serverId, keyPairName: "kp-a", run: () => Promise.resolve(failed) });

const run = { settled: 0, canaries: 2, passes: () => false, failuresAllowed: Infinity, concurrency: undefined };

async function stoppedBy(changes: readonly string[], letGo: readonly string[]): Promise<string | undefined> {
  const context = await inProcessBench().step();
  return (await changeFleet({ ...run, changes: changes.map(job), letGo: letGo.map(job) }, context)).stopped;
}

it("says that a canary has kept others from being begun, where there are others", async () => {
  const stopped = "2 of 2 canaries not bound (a, b): no other server was begun";
  expect(await stoppedBy(["a", "b", "c"], [])).toBe(stopped);
  expect(await stoppedBy(["a", "b"], ["c"])).toBe(stopped);
  expect(await stoppedBy(["a", "b"], [])).toBeUndefined();
});

it("says that the run was interrupted where that came while the canaries were under way", async () => {
  const interruption = new AbortController();
  const change = (serverId: string): FleetJob => ({
    ...job(serverId),
    run: async () => {
      await Promise.resolve();
      interruption.abort();
      return failed;
    },
  });
  const context = { ...(await inProcessBench().step()), signal: interruption.signal };
  const { stopped } = await changeFleet({ ...run, changes: ["a", "b", "c"].map(change), letGo: [] }, context);
  expect(stopped).toBe("the run was interrupted");
});
