import { acceptedPosts } from "../../support/acceptedPosts";
import { fingerprintOf } from "../../../provider/src/model/publicKey";
import type { SshKey } from "../../support/sshKey";
import { rejectionOf, keptBy } from "../../support/rejections";
import { ROOT_PASSWORD, FLEET_URN, inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { phasesOf, resultOf } from "./fleetResults";

let bench: InProcessBench;
let serverIds: string[];

function start(servers: number): void {
  bench = inProcessBench();
  serverIds = putServers(bench.emulator, servers);
}

function print({ publicKey }: SshKey): string {
  return fingerprintOf(publicKey) ?? "";
}

const password = { password: ROOT_PASSWORD };
const wrong = { password: "not-the-password" };

describe("create", () => {
  it("binds all servers in one step, each with one POST", async () => {
    start(40);
    const outs = await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth: password });
    expect(outs).toMatchObject({
      phase: "bound",
      counts: { total: 40, bound: 40, failed: 0, waiting: 0, notBegun: 0 },
      servers: serverIds,
      publicKeys: { [print(bench.keys.a)]: expect.stringContaining("ssh-") as unknown },
    });
    expect(resultOf(outs, "id-7")).toMatchObject({ phase: "bound", keyPairName: "kp-a", operation: "BIND" });
    expect(acceptedPosts(bench.emulator)).toHaveLength(40);
    expect(bench.told().at(-1)).toBe("40 servers: 40 bound");
  });

  it("has nothing to do for an empty list", async () => {
    start(0);
    const outs = await bench.fleet.create({ servers: [], keyPairName: "kp-a" });
    expect(outs).toMatchObject({ phase: "bound", counts: { total: 0 }, results: {} });
  });

  it("keeps what is bound when others fail, and tells the failed ones by reason", async () => {
    start(8);
    const servers = serverIds.map((serverId, n) => (n < 3 ? { serverId, auth: wrong } : serverId));
    const kept = await keptBy(
      bench.fleet.create({ servers: [...servers, "nowhere"], keyPairName: "kp-a", auth: password }),
    );
    expect(kept.id).toBe("web");
    expect(kept.properties).toMatchObject({
      phase: "partly",
      counts: { total: 9, bound: 5, failed: 4, waiting: 0, notBegun: 0 },
    });
    expect(resultOf(kept.properties, "nowhere")).toEqual({
      phase: "failed",
      keyPairName: "",
      failure: { message: "ECS knows no such server", refused: true },
    });
    const [reason = ""] = kept.reasons;
    expect(reason).toMatch(/^binding key pair "kp-a" to a fleet is not finished; 9 servers: 5 bound, 4 failed\n/);
    expect(reason).toMatch(/^failed {4}3 servers: .*: web-1, web-2, web-3$/m);
    expect(reason).toMatch(/1 server: ECS knows no such server: nowhere/);
    expect(JSON.stringify(kept.properties["results"])).not.toContain("not-the-password");
    expect(reason).not.toContain("not-the-password");
  });

  it("does only what is left the next time", async () => {
    start(6);
    const servers = serverIds.map((serverId, n) => (n === 2 ? { serverId, auth: wrong } : serverId));
    const kept = await keptBy(bench.fleet.create({ servers, keyPairName: "kp-a", auth: password }));
    const before = acceptedPosts(bench.emulator).length;
    const outs = await bench.fleet.update(kept.properties, {
      servers: serverIds,
      keyPairName: "kp-a",
      auth: password,
    });
    expect(outs).toMatchObject({ phase: "bound", counts: { total: 6, bound: 6 } });
    expect(acceptedPosts(bench.emulator).length - before).toBe(1);
    expect(acceptedPosts(bench.emulator, "id-3")).toHaveLength(2);
  });

  it("refuses once for all when there is no such key pair", async () => {
    start(20);
    const error = await rejectionOf(bench.fleet.create({ servers: serverIds, keyPairName: "none", auth: password }));
    expect(error.message).toMatch(/^binding key pair "none" to a fleet: KPS knows no such key pair/);
    expect("properties" in error).toBe(false);
    expect(bench.emulator.control.requests().filter(({ operation }) => operation === "ShowServer")).toEqual([]);
  });
});

describe("canaries and maxFailures", () => {
  it("lets the others begin only once all canaries are bound", async () => {
    start(10);
    await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth: password, canaries: 2 });
    const { tasks } = bench.emulator.control.state();
    const canaryEnds = tasks
      .filter(({ serverId }) => ["id-1", "id-2"].includes(serverId))
      .map(({ endedAt }) => endedAt);
    const others = tasks.filter(({ serverId }) => !["id-1", "id-2"].includes(serverId));
    expect(others).toHaveLength(8);
    expect(Math.min(...others.map(({ startedAt }) => startedAt))).toBeGreaterThan(
      Math.max(...canaryEnds.map((at) => at ?? Infinity)),
    );
  });

  it("begins no other server when a canary fails", async () => {
    start(10);
    const servers = serverIds.map((serverId, n) => (n === 1 ? { serverId, auth: wrong } : serverId));
    const kept = await keptBy(bench.fleet.create({ servers, keyPairName: "kp-a", auth: password, canaries: 2 }));
    expect(kept.properties["counts"]).toEqual({ total: 10, bound: 1, failed: 1, waiting: 0, notBegun: 8 });
    expect(kept.reasons[0]).toMatch(/^stopped {3}1 of 2 canaries not bound \(id-2\): no other server was begun$/m);
    expect(acceptedPosts(bench.emulator)).toHaveLength(2);
    // The next run changes nine servers: its canaries are the first two of those.
    bench.emulator.control.taskScript({ serverId: "id-2", outcome: "fail" });
    const again = await keptBy(
      bench.fleet.update(kept.properties, {
        servers,
        keyPairName: "kp-a",
        auth: password,
        canaries: 2,
      }),
    );
    expect(again.properties["counts"]).toEqual({ total: 10, bound: 2, failed: 1, waiting: 0, notBegun: 7 });
  });

  it("says of a canary that is bound, but was not seen so in ECS, just that, and how to go on", async () => {
    start(4);
    const body = { error: { code: "Ecs.0001", message: "no" } };
    bench.emulator.control.fault({ operation: "ShowServer", times: 1_000, status: 403, body });
    const inputs = { servers: serverIds, keyPairName: "kp-a", auth: password, canaries: 1 };
    const kept = await keptBy(bench.fleet.create(inputs));
    expect(kept.properties["counts"]).toMatchObject({ bound: 1, notBegun: 3 });
    expect(kept.reasons[0]).toContain(
      'stopped   1 of 1 canaries bound, but not verified in ECS (id-1): no other server was begun; if ECS may not be read, allow ecs:cloudServers:get or set verify: "none"\n',
    );
    const outs = await bench.fleet.update(kept.properties, { ...inputs, verify: "none" });
    expect(outs).toMatchObject({ phase: "bound", counts: { bound: 4 } });
  });

  it("begins none once more have failed than are allowed, and finishes those under way", async () => {
    start(30);
    const kept = await keptBy(
      bench.fleet.create({
        servers: serverIds,
        keyPairName: "kp-a",
        auth: wrong,
        maxFailures: "10%",
        concurrency: 2,
      }),
    );
    // Three may fail; the fourth ends it, with one more under way at most.
    const { failed, notBegun } = kept.properties["counts"] as { failed: number; notBegun: number };
    expect([4, 5]).toContain(failed);
    expect(failed + notBegun).toBe(30);
    expect(kept.reasons[0]).toMatch(/servers failed, and maxFailures allows 3: no other server was begun/);
    expect(phasesOf(kept.properties)).toContain("id-30 notBegun");
  });
});

describe("update", () => {
  it("rotates all servers in place", async () => {
    start(12);
    const bound = await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth: password });
    const outs = await bench.fleet.update(bound, {
      servers: serverIds,
      keyPairName: "kp-b",
      auth: { privateKey: bench.keys.a.privateKey },
    });
    expect(outs).toMatchObject({ phase: "bound", counts: { bound: 12 }, keyPairName: "kp-b" });
    expect(resultOf(outs, "id-1")).toMatchObject({ keyPairName: "kp-b", operation: "REPLACE" });
    expect(Object.keys(outs["publicKeys"] as object)).toEqual([print(bench.keys.b)]);
  });

  it("binds what is added, lets go what is removed, and leaves the rest untouched", async () => {
    start(4);
    const inputs = { keyPairName: "kp-a", auth: [password, { privateKey: bench.keys.a.privateKey }] };
    const bound = await bench.fleet.create({ ...inputs, servers: ["id-1", "id-2", "id-3"] });
    const before = bench.emulator.control.requests().length;
    const outs = await bench.fleet.update(bound, { ...inputs, servers: ["id-1", "id-2", "id-4"] });
    expect(phasesOf(outs)).toBe("id-1 bound, id-2 bound, id-4 bound");
    expect(acceptedPosts(bench.emulator, "id-3")).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
    const touched = bench.emulator.control
      .requests()
      .slice(before)
      .filter(({ serverId }) => serverId === "id-1" || serverId === "id-2");
    expect(touched).toEqual([]);
  });

  it("keeps as leaving what cannot be let go, with the way in it was recorded with, and tries it again", async () => {
    start(2);
    const own = { serverId: "id-2", auth: [password, { privateKey: bench.keys.b.privateKey }] };
    const bound = await bench.fleet.create({ servers: ["id-1", own], keyPairName: "kp-a", auth: password });
    const kept = await keptBy(bench.fleet.update(bound, { servers: ["id-1"], keyPairName: "kp-a", auth: password }));
    expect(phasesOf(kept.properties)).toBe("id-1 bound, id-2 leaving");
    expect(kept.properties).toMatchObject({
      phase: "partly",
      counts: { total: 2, bound: 1, failed: 1 },
      servers: ["id-1"],
      remembered: { servers: [{ serverId: "id-2", auth: [{ privateKey: bench.keys.b.privateKey }] }] },
    });
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const outs = await bench.fleet.update(kept.properties, { servers: ["id-1"], keyPairName: "kp-a", auth });
    expect(phasesOf(outs)).toBe("id-1 bound");
    expect(outs["remembered"]).toBeUndefined();
  });

  it("leaves alone what another resource of the program has by now", async () => {
    start(2);
    const inputs = { keyPairName: "kp-a", auth: [password, { privateKey: bench.keys.a.privateKey }] };
    const bound = await bench.fleet.create({ ...inputs, servers: ["id-1", "id-2"] });
    const other = "urn:pulumi:test::shop::pulumi-nodejs:dynamic/kps:KeyPairFleet::db";
    await bench.otherProcess.declareFleet({ serverIds: ["id-2"], urn: other });
    const outs = await bench.fleet.update(bound, { ...inputs, servers: ["id-1"] });
    await bench.otherProcess.declareFleet({ serverIds: [], urn: other });
    expect(phasesOf(outs)).toBe("id-1 bound");
    expect(acceptedPosts(bench.emulator, "id-2")).toEqual(["AssociateKeypair kp-a"]);
  });

  it("resumes after a deadline and posts nothing twice", async () => {
    start(10);
    serverIds
      .slice(0, 4)
      .forEach((serverId) => bench.emulator.control.taskScript({ serverId, outcome: "succeed", durationMs: 200_000 }));
    const inputs = { servers: serverIds, keyPairName: "kp-a", auth: password };
    const kept = await keptBy(bench.fleet.create({ ...inputs, timeouts: { create: "100s" } }));
    const { bound, waiting } = kept.properties["counts"] as { bound: number; waiting: number };
    expect(bound + waiting).toBe(10);
    expect(kept.properties["phase"]).toBe("waiting");
    expect(kept.reasons[0]).toMatch(/^waiting {3}\d servers: a task of ours has not ended/m);
    const outs = await bench.fleet.update(kept.properties, inputs);
    expect(outs).toMatchObject({ phase: "bound" });
    expect(acceptedPosts(bench.emulator)).toHaveLength(10);
  });

  it("binds once more when triggers change, each server once", async () => {
    start(3);
    const inputs = { servers: serverIds, keyPairName: "kp-a", triggers: [1] };
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const bound = await bench.fleet.create({ ...inputs, auth });
    expect(await bench.fleet.diff(bound, { ...inputs, auth })).toMatchObject({ changes: false });
    expect(await bench.fleet.diff(bound, { ...inputs, auth, triggers: [2] })).toMatchObject({ changes: true });
    const outs = await bench.fleet.update(bound, { ...inputs, auth, triggers: [2] });
    expect(acceptedPosts(bench.emulator)).toHaveLength(6);
    expect(await bench.fleet.diff(outs, { ...inputs, auth, triggers: [2] })).toMatchObject({ changes: false });
  });
});

it("from bindings to a fleet and back nothing is posted, and what was adopted stays on the servers", async () => {
  start(3);
  const auth = [password, { privateKey: bench.keys.a.privateKey }];
  const bindings = await Promise.all(
    serverIds.map((serverId) => bench.binding.create({ serverId, keyPairName: "kp-a", auth })),
  );
  const inputs = { servers: serverIds, keyPairName: "kp-a", auth };
  await bench.fleet.check({}, inputs);
  const fleet = await bench.fleet.create(inputs);
  await Promise.all(bindings.map((outputs) => bench.binding.delete(outputs)));
  expect(acceptedPosts(bench.emulator)).toHaveLength(3);
  await bench.process.declared.declareFleet({ serverIds: [], urn: FLEET_URN });
  await bench.fleet.delete(fleet);
  expect(acceptedPosts(bench.emulator)).toHaveLength(3);
});

describe("read and diff", () => {
  it("puts drift into results alone, and says on the next diff what it will do", async () => {
    start(6);
    const inputs = { servers: serverIds, keyPairName: "kp-a", auth: password };
    const bound = await bench.fleet.create(inputs);
    expect(await bench.fleet.diff(bound, inputs)).toMatchObject({ changes: false });
    bench.emulator.control.putServer("id-1", { keyPairName: "kp-b" });
    bench.emulator.control.putServer("id-2", { keyPairName: null });
    bench.emulator.control.removeServer("id-3");
    const { props: read = {} } = await bench.fleet.read(bound);
    expect(phasesOf(read)).toBe("id-1 bound, id-2 unbound, id-3 gone, id-4 bound, id-5 bound, id-6 bound");
    expect(resultOf(read, "id-1")["keyPairName"]).toBe("kp-b");
    expect(read["servers"]).toEqual(serverIds);
    bench.told();
    expect(await bench.fleet.diff(read, inputs)).toMatchObject({ changes: true });
    expect(bench.told().join("\n")).toMatch(
      /found bound to "kp-b" instead of "kp-a".*id-1\n.*found without a key pair.*id-2\n.*gone: ECS knows no such server.*id-3\nwill bind 1, replace 2$/s,
    );
    const kept = await keptBy(bench.fleet.update(read, inputs));
    expect(kept.reasons[0]).toMatch(/1 server: ECS knows no such server: id-3/);
    const without = { ...inputs, servers: serverIds.filter((id) => id !== "id-3") };
    expect(phasesOf((await keptBy(bench.fleet.update(kept.properties, without))).properties)).not.toContain("id-3");
  });

  it("leaves what is not settled as it is stored", async () => {
    start(2);
    const kept = await keptBy(bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth: wrong }));
    const { props: read = {} } = await bench.fleet.read(kept.properties);
    expect(read["results"]).toEqual(kept.properties["results"]);
  });
});
