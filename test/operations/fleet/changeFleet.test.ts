import { changeFleet, type FleetJob } from "../../../provider/src/operations/fleet/changeFleet";
import type { FleetEnd } from "../../../provider/src/operations/fleet/fleetEnd";
import { inProcessBench } from "../../support/inProcess/inProcessBench";

const failed: FleetEnd = { end: "failed", failure: { message: "no" }, serverName: undefined, next: "" };
const job = (serverId: string): FleetJob => ({ serverId, keyPairName: "kp-a", run: () => Promise.resolve(failed) });

async function stoppedBy(changes: readonly string[], letGo: readonly string[]): Promise<string | undefined> {
  const run = { settled: 0, canaries: 2, passes: () => false, failuresAllowed: Infinity, concurrency: undefined };
  const context = await inProcessBench().step();
  return (await changeFleet({ ...run, changes: changes.map(job), letGo: letGo.map(job) }, context)).stopped;
}

it("says that a canary has kept others from being begun, where there are others", async () => {
  const stopped = "2 of 2 canaries not bound (a, b): no other server was begun";
  expect(await stoppedBy(["a", "b", "c"], [])).toBe(stopped);
  expect(await stoppedBy(["a", "b"], ["c"])).toBe(stopped);
  expect(await stoppedBy(["a", "b"], [])).toBeUndefined();
});
