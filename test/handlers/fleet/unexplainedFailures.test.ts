import { ROOT_PASSWORD, inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, type Kept } from "../../support/rejections";
import { resultOf } from "./fleetResults";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

function bind(): Promise<Kept> {
  const auth = { password: ROOT_PASSWORD };
  return keptBy(bench.fleet.create({ servers: ["running"], keyPairName: "kp-a", auth }));
}

it("says that a missing permission hides why a task failed, not that the service gives no reason", async () => {
  bench.emulator.control.taskScript({ serverId: "running", outcome: "fail" });
  bench.emulator.control.fault({ operation: "ListFailedTask", status: 403, times: 100 });
  const { properties, reasons } = await bind();
  const message = "the credentials may not read the list of failed tasks (403; needs kps::getFailedTask)";
  // State keeps as much of it as finds room.
  const kept = expect.stringMatching(
    /^the credentials may not read the list of failed tasks \(403; needs kps/,
  ) as unknown;
  expect(resultOf(properties, "running")).toMatchObject({ phase: "failed", failure: { message: kept } });
  expect(reasons.join("\n")).toContain(`1 server: ${message}: web-1`);
});

it("says that the service lost a task, not that it failed without a reason", async () => {
  bench.emulator.control.fault({ operation: "AssociateKeypair", status: 202, body: { task_id: "never-was" } });
  const { properties, reasons } = await bind();
  expect(resultOf(properties, "running")).toMatchObject({
    phase: "failed",
    failure: { message: expect.stringMatching(/^it was not carried out; the request was never accepted/) as unknown },
  });
  expect(reasons.join("\n")).toMatch(/next: run `pulumi up` again: it looks at the server first/);
});
