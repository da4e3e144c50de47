import { acceptedPosts } from "../../support/acceptedPosts";
import { keptBy } from "../../support/rejections";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

it("is found by a list that names the server in place of the task, which nobody then asks for", async () => {
  bench = inProcessBench({ quirks: { listTaskId: "server" } });
  bench.emulator.control.fault({ operation: "AssociateKeypair", cut: "after" });
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 20_000 });
  const inputs = { serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
  expect(await bench.binding.create(inputs)).toMatchObject({
    phase: "bound",
    boundKeyPairName: "kp-a",
    adopted: false,
  });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  const asked = bench.emulator.control.requests().filter(({ operation }) => operation === "ListKeypairTask");
  expect(asked.filter(({ path }) => path.endsWith("/running"))).toEqual([]);
});

it("is not lost for a deadline that comes while it is answered: the next run follows its task", async () => {
  bench = inProcessBench();
  const inputs = { serverId: "running", keyPairName: "kp-a", auth: [{ password: ROOT_PASSWORD }] };
  bench.emulator.control.fault({ operation: "AssociateKeypair", delayMs: 3_000, times: 1 });
  const kept = await keptBy(bench.binding.create({ ...inputs, timeouts: { create: "2s" } }));
  const [task] = bench.emulator.control.state().tasks;
  expect(kept.properties).toMatchObject({ phase: "waiting", taskId: task?.taskId });
});

it("is timed by how long its answer took, whatever clock a gateway that gives it goes by", async () => {
  bench = inProcessBench();
  const behind = new Date(bench.world.clock.wallMs() - 240_000).toUTCString();
  bench.emulator.control.fault({ operation: "AssociateKeypair", status: 504, headers: { date: behind } });
  const inputs = { serverId: "running", keyPairName: "kp-a", auth: { password: ROOT_PASSWORD } };
  const kept = await keptBy(bench.binding.create({ ...inputs, timeouts: { create: "20s" } }));
  const { sentAt, exchangeEndedAt } = kept.properties["attempt"] as Record<string, string>;
  expect(Date.parse(String(exchangeEndedAt)) - Date.parse(String(sentAt))).toBeGreaterThanOrEqual(0);
});
