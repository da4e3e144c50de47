import { acceptedPosts } from "../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD } from "../support/inProcess/inProcessBench";
import { putServers } from "../support/putServers";
import { keptBy, rejectionOf } from "../support/rejections";

const PASSWORD = { password: ROOT_PASSWORD };

it("a binding takes onDelete from an update that is refused, so that the way out which a refused delete names is one", async () => {
  const bench = inProcessBench();
  const inputs = { serverId: "running", keyPairName: "kp-a", auth: PASSWORD };
  const bound = await bench.binding.create(inputs);
  bench.emulator.control.taskScript({ operation: "REPLACE", outcome: "fail", errorMessage: "Update public key error" });
  const key = { privateKey: bench.keys.a.privateKey };
  const again = { ...inputs, triggers: [1] };
  const { properties } = await keptBy(bench.binding.update(bound, { ...again, auth: key }));
  // The key is lost meanwhile.
  const failed = { ...properties, auth: PASSWORD };
  const refused = await rejectionOf(bench.binding.delete(failed));
  expect(refused.message).toMatch(/set onDelete: "retain" and run `pulumi up` before you delete/);

  const kept = await keptBy(bench.binding.update(failed, { ...again, onDelete: "retain" }));
  expect(kept.reasons[0]).toMatch(/^binding key pair "kp-a" to server web-1 \(running\) was not tried/);
  expect(kept.properties).toEqual({ ...failed, onDelete: "retain" });
  await bench.binding.delete(kept.properties);
  expect(bench.keyOf("running")).toBe("kp-a");
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-a"]);
});

it("an update that is refused and changes nothing of the kind leaves state alone", async () => {
  const bench = inProcessBench();
  const inputs = { serverId: "running", keyPairName: "kp-a", auth: PASSWORD };
  const bound = await bench.binding.create(inputs);
  const refused = await rejectionOf(bench.binding.update(bound, { ...inputs, triggers: [1] }));
  expect(refused.message).toMatch(/^binding key pair "kp-a" to server web-1 \(running\) was not tried/);
});

it("a fleet takes onDelete from an update that is refused, too", async () => {
  const bench = inProcessBench();
  const servers = putServers(bench.emulator, 2);
  const inputs = { servers, keyPairName: "kp-a", auth: PASSWORD };
  const bound = await bench.fleet.create(inputs);
  const kept = await keptBy(bench.fleet.update(bound, { ...inputs, keyPairName: "none", onDelete: "retain" }));
  expect(kept.reasons[0]).toContain('"none"');
  expect(kept.properties).toMatchObject({ ...bound, onDelete: "retain" });
  await bench.fleet.delete(kept.properties);
  expect(servers.map(bench.keyOf)).toEqual(["kp-a", "kp-a"]);
});
