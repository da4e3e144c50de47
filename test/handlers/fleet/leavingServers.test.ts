import { acceptedPosts } from "../../support/acceptedPosts";
import { ROOT_PASSWORD, inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { putServers } from "../../support/putServers";
import { type Kept, keptBy } from "../../support/rejections";
import { phasesOf, resultOf } from "./fleetResults";

let bench: InProcessBench;

function start(servers: number): void {
  bench = inProcessBench();
  putServers(bench.emulator, servers);
}

describe("an unbind that has not ended when the time of its update is up", () => {
  let inputs: object;
  let kept: Kept;

  beforeEach(async () => {
    start(2);
    inputs = {
      keyPairName: "kp-a",
      verify: "none",
      auth: [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }],
    };
    const bound = await bench.fleet.create({ ...inputs, servers: ["id-1", "id-2"] });
    bench.emulator.control.taskScript({
      serverId: "id-2",
      operation: "UNBIND",
      outcome: "succeed",
      durationMs: 200_000,
    });
    kept = await keptBy(bench.fleet.update(bound, { ...inputs, servers: ["id-1"], timeouts: { update: "100s" } }));
  });

  it("stays in state", () => {
    expect(phasesOf(kept.properties)).toBe("id-1 bound, id-2 leaving");
    expect(resultOf(kept.properties, "id-2")).toMatchObject({
      operation: "UNBIND",
      taskId: expect.any(String) as unknown,
    });
  });

  it("is waited for by the next run, which posts nothing", async () => {
    const outs = await bench.fleet.update(kept.properties, { ...inputs, servers: ["id-1"] });
    expect(phasesOf(outs)).toBe("id-1 bound");
    expect(acceptedPosts(bench.emulator, "id-2")).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
  });

  it("is waited for by a delete of the fleet", async () => {
    await bench.fleet.delete(kept.properties);
    expect(acceptedPosts(bench.emulator, "id-2")).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
  });

  it("is not taken for the bind before it where the server is declared again", async () => {
    const outs = await bench.fleet.update(kept.properties, { ...inputs, servers: ["id-1", "id-2"] });
    expect(phasesOf(outs)).toBe("id-1 bound, id-2 bound");
    expect(acceptedPosts(bench.emulator, "id-2")).toEqual([
      "AssociateKeypair kp-a",
      "DisassociateKeypair kp-a",
      "AssociateKeypair kp-a",
    ]);
  });
});

it("what a failed unbind has tried stays in state, and the next run unbinds once more", async () => {
  start(2);
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  const bound = await bench.fleet.create({ keyPairName: "kp-a", auth, servers: ["id-1", "id-2"] });
  bench.emulator.control.taskScript({ serverId: "id-2", operation: "UNBIND", outcome: "fail", errorMessage: "busy" });
  const kept = await keptBy(bench.fleet.update(bound, { keyPairName: "kp-a", auth, servers: ["id-1"] }));
  expect(resultOf(kept.properties, "id-2")).toMatchObject({ phase: "leaving", operation: "UNBIND" });
  const outs = await bench.fleet.update(kept.properties, { keyPairName: "kp-a", auth, servers: ["id-1"] });
  expect(phasesOf(outs)).toBe("id-1 bound");
  expect(acceptedPosts(bench.emulator, "id-2").slice(1)).toEqual([
    "DisassociateKeypair kp-a",
    "DisassociateKeypair kp-a",
  ]);
});

describe("a removal that a run does not come to", () => {
  it("is told with its reason, as what could not be let go is", async () => {
    start(3);
    const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
    const inputs = { keyPairName: "kp-a", auth };
    const bound = await bench.fleet.create({ ...inputs, servers: ["id-1", "id-2", "id-3"] });
    bench.emulator.control.taskScript({ serverId: "id-1", outcome: "succeed", durationMs: 400_000 });
    const again = { ...inputs, servers: ["id-1"], triggers: [1], timeouts: { update: "60s" } };
    const kept = await keptBy(bench.fleet.update(bound, again));
    expect(kept.properties["counts"]).toMatchObject({ failed: 2, waiting: 1 });
    const message = "not begun: the time for this step is over; give it longer with customTimeouts";
    expect(kept.reasons[0]).toContain(`2 servers: ${message}: id-2, id-3\n`);
    expect(resultOf(kept.properties, "id-2")).toMatchObject({ phase: "leaving", failure: { message, refused: true } });
  });

  it("does not go by the reason of a bind that failed before", async () => {
    start(2);
    const auth = { password: ROOT_PASSWORD };
    const wrong = { password: "not-the-password" };
    const first = await keptBy(bench.fleet.create({ servers: ["id-1"], keyPairName: "kp-a", auth: wrong }));
    const servers = [{ serverId: "id-2", auth: wrong }];
    const kept = await keptBy(
      bench.fleet.update(first.properties, { servers, keyPairName: "kp-a", auth, canaries: 1 }),
    );
    expect(resultOf(kept.properties, "id-1")).toMatchObject({
      phase: "leaving",
      failure: { message: "not begun: 1 of 1 canaries not bound (id-2): no other server was begun", refused: true },
    });
  });
});
