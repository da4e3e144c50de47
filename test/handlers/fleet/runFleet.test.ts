import { ROOT_PASSWORD, inProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { phasesOf } from "./fleetResults";

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
