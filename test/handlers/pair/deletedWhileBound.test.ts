import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy, rejectionOf } from "../../support/rejections";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

it("keeps the only private key of a pair whose bind still runs when its binding is let go with the key", async () => {
  const pair = await bench.pair.up({ name: "ops", exposePrivateKey: true });
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 300_000 });
  const { properties } = await keptBy(
    bench.binding.create({
      serverId: "running",
      keyPairName: "ops",
      onDelete: "retain",
      disablePassword: true,
      auth: { password: ROOT_PASSWORD },
      timeouts: { create: "60s" },
    }),
  );
  await bench.binding.delete(properties);
  const refused = await rejectionOf(bench.pair.destroy(pair));
  expect(refused.message).toMatch(
    /^deleting key pair "ops" was not tried: its only private key \(the output privateKey in state\) would be gone\n\s*servers\s+it is being bound to web-1 \(running\)\n\s*next[^\n]*once these tasks have ended/,
  );
  await bench.world.clock.sleep(400_000);
  expect(bench.keyOf("running")).toBe("ops");
  expect((await rejectionOf(bench.pair.destroy(pair))).message).toContain("used by web-1 (running)");
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair ops"]);
});

it("goes by ECS alone where running tasks may not be listed", async () => {
  const pair = await bench.pair.up({ name: "ops", exposePrivateKey: true });
  bench.emulator.control.fault({ operation: "ListRunningTask", status: 403, times: 100 });
  await bench.pair.destroy(pair);
  expect(bench.emulator.control.state().keyPairs.map(({ name }) => name)).not.toContain("ops");
});
