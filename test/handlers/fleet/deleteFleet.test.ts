import type { PlainObject } from "../../../provider/src/model/plainObject";
import { associateKeyPair } from "../../../provider/src/client/kps/associateKeyPair";
import { acceptedPosts } from "../../support/acceptedPosts";
import { keptBy, rejectionOf } from "../../support/rejections";
import { ROOT_PASSWORD, inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { resultOf } from "./fleetResults";

let bench: InProcessBench;
let serverIds: string[];

function start(servers: number): void {
  bench = inProcessBench();
  serverIds = putServers(bench.emulator, servers);
}

const password = { password: ROOT_PASSWORD };

describe("delete", () => {
  it("lets all go", async () => {
    start(12);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    await bench.fleet.delete(await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth }));
    expect(bench.lines.map(({ text }) => text).find((text) => text.includes("let go 1"))).toMatch(
      /^let go 1, running 11, failed 0, left 0/,
    );
    const bound = bench.emulator.control.state().servers.filter(({ keyPairName }) => keyPairName !== undefined);
    expect(bound).toEqual([]);
  });

  it("tries every server, throws one error for those that stay, and posts nothing for the others the next time", async () => {
    start(6);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const outs = await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth });
    bench.emulator.control.taskScript({
      serverId: "id-2",
      operation: "UNBIND",
      outcome: "fail",
      errorMessage: "disk full",
    });
    const error = await rejectionOf(bench.fleet.delete(outs));
    expect(error.message).toMatch(/^letting the servers of fleet web go is not finished; 5 of 6 servers let go\n/);
    expect(error.message).toMatch(/1 server: disk full: web-2/);
    const before = acceptedPosts(bench.emulator).length;
    await bench.fleet.delete(outs);
    expect(acceptedPosts(bench.emulator).length - before).toBe(1);
  });

  it("leaves servers that another resource of the program has by now, and tells which", async () => {
    start(3);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const outs = await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth });
    for (const serverId of ["id-1", "id-2"]) {
      await bench.binding.check({}, { serverId, keyPairName: "kp-a", auth, resourceUrn: `urn:of:${serverId}` });
    }
    bench.told();
    await bench.fleet.delete(outs);
    expect(bench.told().join("\n")).toMatch(
      /2 servers: still declared by the program: the server is left as it is: (id|web)-1, (id|web)-2/,
    );
    expect(serverIds.map(bench.keyOf)).toEqual(["kp-a", "kp-a", undefined]);
  });

  it("does not wait for what others do on a server that no run has come to", async () => {
    start(2);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    bench.emulator.control.taskScript({ serverId: "id-2", outcome: "succeed", durationMs: 10 * 60 * 60_000 });
    const server = { id: "id-2", auth: { type: "password", key: ROOT_PASSWORD } } as const;
    await associateKeyPair(await bench.others(), { keyPairName: "kp-b", server });
    const inputs = { servers: serverIds, keyPairName: "kp-a", auth, timeouts: { create: "100s" } };
    const { properties } = await keptBy(bench.fleet.create(inputs));
    expect(resultOf(properties, "id-2")).toMatchObject({ phase: "notBegun" });
    const beganMs = bench.world.clock.monotonicMs();
    bench.told();
    await bench.fleet.delete(properties);
    expect(bench.world.clock.monotonicMs() - beganMs).toBeLessThan(2 * 60_000);
    expect(bench.told().at(-1)).toMatch(/2 of 2 servers let go$/);
    expect(bench.keyOf("id-1")).toBeUndefined();
  });

  it("lets go also servers whose results are damaged, and neither diff nor read stops at them", async () => {
    start(5);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const inputs = { servers: serverIds, keyPairName: "kp-a", auth };
    const bound = await bench.fleet.create(inputs);
    const damages = [
      { startedAt: "garbage" },
      { seconds: 1e300 },
      { record: { ...recordOf(bound, "id-3"), v: "x", pd: 3, p: "newer" } },
      { record: { ...recordOf(bound, "id-4"), a: { k: "kp-a" } } },
    ];
    const results = Object.fromEntries(
      serverIds.map((id, n) => [id, { ...resultOf(bound, id), ...(damages[n] ?? {}) }]),
    );
    const damaged = { ...bound, results };
    expect(await bench.fleet.diff(damaged, inputs)).toMatchObject({ changes: false });
    const { props: read = {} } = await bench.fleet.read(damaged);
    expect(read["counts"]).toMatchObject({ bound: 5 });
    await bench.fleet.delete(damaged);
    const left = bench.emulator.control.state().servers.filter(({ keyPairName }) => keyPairName !== undefined);
    expect(left).toEqual([]);
  });

  it("does not send people to results, which a delete leaves as they are", async () => {
    start(60);
    const auth = [password, { privateKey: bench.keys.a.privateKey }];
    const outs = await bench.fleet.create({ servers: serverIds, keyPairName: "kp-a", auth });
    for (const [n, serverId] of serverIds.entries()) {
      const errorMessage = `reason ${n} ${"x".repeat(300)}`;
      bench.emulator.control.taskScript({ serverId, operation: "UNBIND", outcome: "fail", errorMessage });
    }
    const { message } = await rejectionOf(bench.fleet.delete(outs));
    expect(message).toMatch(/\n {10}\d+ servers more for \d+ other reasons\nnext /);
  });
});

function recordOf(outs: PlainObject, serverId: string): PlainObject {
  return resultOf(outs, serverId)["record"] as PlainObject;
}
