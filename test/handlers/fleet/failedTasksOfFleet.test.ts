import { ROOT_PASSWORD, inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { keptBy } from "../../support/rejections";
import { phasesOf } from "./fleetResults";

let bench: InProcessBench;

function start(servers: number): void {
  bench = inProcessBench();
  putServers(bench.emulator, servers);
}

/** How many failed tasks were asked to be deleted of the service's list. */
function deletions(): number {
  return bench.emulator.control.requests().filter(({ operation }) => operation === "DeleteFailedTask").length;
}

const wrong = { password: "not-the-password" };

describe('failedTasks "deleteOwn"', () => {
  const inputs = { keyPairName: "kp-a", auth: { password: ROOT_PASSWORD }, failedTasks: "deleteOwn" };

  it("deletes the records of earlier runs also after a run that did not come to their servers", async () => {
    start(4);
    const failing = ["id-2", "id-3"].map((serverId) => ({ serverId, auth: wrong }));
    const first = await keptBy(bench.fleet.create({ ...inputs, servers: ["id-1", ...failing] }));
    const canary = { serverId: "id-4", auth: wrong };
    const second = await keptBy(
      bench.fleet.update(first.properties, { ...inputs, servers: [canary, "id-1", "id-2"], canaries: 1 }),
    );
    expect(phasesOf(second.properties)).toBe("id-4 failed, id-1 bound, id-2 notBegun, id-3 leaving");
    await bench.fleet.update(second.properties, { ...inputs, servers: ["id-4", "id-1", "id-2"] });
    expect(deletions()).toBe(3);
  });

  it("deletes the record of a failed unbind once the server is tried again", async () => {
    start(2);
    const auth = [inputs.auth, { privateKey: bench.keys.a.privateKey }];
    const bound = await bench.fleet.create({ ...inputs, auth, servers: ["id-1", "id-2"] });
    bench.emulator.control.taskScript({ serverId: "id-2", operation: "UNBIND", outcome: "fail", errorMessage: "busy" });
    const kept = await keptBy(bench.fleet.update(bound, { ...inputs, auth, servers: ["id-1"] }));
    await bench.fleet.update(kept.properties, { ...inputs, auth, servers: ["id-1"] });
    expect(deletions()).toBe(1);
  });
});
