import { ROOT_PASSWORD, inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { phasesOf } from "./fleetResults";

let bench: InProcessBench;
let serverIds: string[];

beforeEach(() => {
  bench = inProcessBench();
  serverIds = putServers(bench.emulator, 40);
});

const inputs = () => ({
  servers: serverIds,
  keyPairName: "kp-a",
  auth: { password: ROOT_PASSWORD },
});

const count = (operation: string): number =>
  bench.emulator.control.requests().filter((request) => request.operation === operation).length;

it("reads back many servers with a few lists, and each of them is verified", async () => {
  const outs = await bench.fleet.create(inputs());
  expect(outs["counts"]).toMatchObject({ total: 40, bound: 40 });
  // A record says so only where it is not so.
  expect(JSON.stringify(outs["results"])).not.toMatch(/"v":/);
  expect(count("ShowServer") + count("ListServersDetails")).toBeLessThanOrEqual(50);
});

it("lets no server wait for company while there is a limit of those under way", async () => {
  bench.emulator.control.taskScript({ outcome: "succeed", times: 6, durationMs: 20 });
  const servers = serverIds.slice(0, 6);
  const outs = await bench.fleet.create({ ...inputs(), servers, concurrency: 2 });
  expect(phasesOf(outs)).toBe(servers.map((id) => `${id} bound`).join(", "));
  const { tasks } = bench.emulator.control.state();
  const begun = tasks.map(({ startedAt }) => startedAt).sort((one, other) => one - other);
  const gaps = begun.slice(2).map((at, n) => at - (begun[n] ?? NaN));
  // Waiting for company would take 30 s.
  expect(Math.max(...gaps)).toBeLessThan(20_000);
});
