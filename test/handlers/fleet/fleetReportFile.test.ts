import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readReport } from "../../../provider/src/cli/report/readReport";
import { temporaryFolder } from "../../support/temporaryFolder";
import { ROOT_PASSWORD, inProcessBench, FLEET_URN, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { keptBy } from "../../support/rejections";

const folder = temporaryFolder();
let bench: InProcessBench;

it("holds a line for every server of a run: a finished task, or why there is none", async () => {
  const file = join(folder(), "tasks.jsonl");
  bench = inProcessBench();
  putServers(bench.emulator, 6);
  bench.configure({ "kps:reportFile": file });
  bench.emulator.control.putServer("id-1", { keyPairName: "kp-a" });
  bench.emulator.control.putServer("id-2", { keyPairName: "kp-b" });
  bench.emulator.control.taskScript({ serverId: "id-3", outcome: "fail", errorMessage: "disk full" });
  const servers = ["id-1", "id-2", "id-3", "id-4", "id-5", "id-6"];
  const inputs = { servers, keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
  const kept = await keptBy(bench.fleet.create({ ...inputs, maxFailures: 1, concurrency: 1 }));

  const lines = (): unknown[] => {
    const { tasks, servers: others, unreadable } = readReport(readFileSync(file, "utf8"));
    expect(unreadable).toEqual([]);
    return [...tasks, ...others].map(({ serverId, outcome, message, urn }) => [serverId, outcome, message, urn]);
  };
  const stopped = "2 servers failed, and maxFailures allows 1: no other server was begun";
  expect(lines()).toEqual([
    ["id-3", "failed", "disk full", FLEET_URN],
    ["id-1", "settled", undefined, FLEET_URN],
    ["id-2", "refused", expect.stringContaining("kp-b"), FLEET_URN],
    ...["id-4", "id-5", "id-6"].map((id) => [id, "notBegun", stopped, FLEET_URN]),
  ]);

  // Nothing is told of those that were settled before the run.
  await bench.fleet.update(kept.properties, {
    ...inputs,
    replaces: ["kp-b"],
    auth: [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.b.privateKey }],
  });
  expect(lines()).toHaveLength(6 + 5);
});

it("holds a line for every server also of a run that is refused once for all", async () => {
  const file = join(folder(), "tasks.jsonl");
  bench = inProcessBench();
  const servers = putServers(bench.emulator, 3);
  bench.configure({ "kps:reportFile": file });
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  const bound = await bench.fleet.create({ servers, keyPairName: "kp-a", auth });
  const asked = { servers: ["id-1", "id-2"], keyPairName: "no-such", auth };
  await expect(bench.fleet.update(bound, asked)).rejects.toThrow(/KPS knows no such key pair/);
  const message = 'binding key pair "no-such" to a fleet: KPS knows no such key pair';
  const told = readReport(readFileSync(file, "utf8")).servers.map((line) => [
    line.serverId,
    line.keyPairName,
    line.outcome,
    line.message,
  ]);
  expect(told).toEqual([
    ["id-1", "no-such", "refused", message],
    ["id-2", "no-such", "refused", message],
    ["id-3", "kp-a", "notBegun", message],
  ]);
});

it("is told once to be nowhere to write to, whatever the number of tasks", async () => {
  bench = inProcessBench();
  const servers = putServers(bench.emulator, 3);
  bench.configure({ "kps:reportFile": join(folder(), "nowhere", "tasks.jsonl") });
  await bench.fleet.create({ servers, keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } });
  expect(bench.lines.filter(({ ephemeral }) => !ephemeral).map(({ text }) => text)).toEqual([
    expect.stringContaining(
      "the report of finished tasks could not be written to kps:reportFile: its folder does not exist",
    ),
  ]);
});
