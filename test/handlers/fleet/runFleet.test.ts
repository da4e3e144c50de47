import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import { ROOT_PASSWORD, inProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { keptBy } from "../../support/rejections";
import { phasesOf, resultOf } from "./fleetResults";

it("binds also while other provider processes of the run cannot be asked, as a binding does", async () => {
  const bench = inProcessBench();
  const servers = putServers(bench.emulator, 2);
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  bench.run.broken = true;
  const outs = await bench.fleet.create({ servers, keyPairName: "kp-a", auth });
  expect(phasesOf(outs)).toBe("id-1 bound, id-2 bound");
  const changed = { servers, keyPairName: "kp-a", auth, triggers: [1] };
  expect(phasesOf(await bench.fleet.update(outs, changed))).toBe("id-1 bound, id-2 bound");
});

it("keeps what became of a task that was waited for also where the key pair is gone by now", async () => {
  const bench = inProcessBench();
  const servers = putServers(bench.emulator, 2);
  const inputs = { servers, keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
  bench.emulator.control.taskScript({ serverId: "id-2", outcome: "succeed", durationMs: 200_000 });
  const first = await keptBy(bench.fleet.create({ ...inputs, timeouts: { create: "100s" } }));
  expect(phasesOf(first.properties)).toBe("id-1 bound, id-2 waiting");
  await deleteKeyPair(await bench.others(), "kp-a");
  const { properties, reasons } = await keptBy(bench.fleet.update(first.properties, inputs));
  expect(reasons.join()).toContain("1 server: KPS knows no such key pair: id-2");
  expect(resultOf(properties, "id-2")).toMatchObject({ keyPairName: "kp-a", taskId: expect.any(String) as unknown });
  // The next run has nothing to wait for, and is refused once for all.
  await expect(bench.fleet.update(properties, inputs)).rejects.toThrow(/to a fleet: KPS knows no such key pair/);
});
