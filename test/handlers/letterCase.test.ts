import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { matchesTask } from "../../provider/src/operations/lists/taskFilter";
import { acceptedPosts } from "../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../support/inProcess/inProcessBench";

const ID = "4116467c-a1b2-4c3d-9e8f-0123456789ab";
const CAPITALS = ID.toUpperCase();
const BINDING_URN = "urn:pulumi:test::shop::pulumi-nodejs:dynamic/kps:KeyPairBinding::one";
const password = { password: ROOT_PASSWORD };

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
  bench.emulator.control.putServer(ID, { name: "web-1", status: "ACTIVE", rootPassword: ROOT_PASSWORD });
});

/** Somebody else binds `kp-b` to the server, in a task that takes 5 s. */
async function bindByOtherHands(): Promise<void> {
  bench.emulator.control.taskScript({ serverId: ID, outcome: "succeed", durationMs: 5_000 });
  await associateKeyPair(await bench.others(), {
    keyPairName: "kp-b",
    server: { id: ID, auth: { type: "password", key: ROOT_PASSWORD } },
  });
}

const taken = ["AssociateKeypair kp-b", "AssociateKeypair kp-a"];

it("waits for the task of another program on a server of a fleet whose id the program has in capitals", async () => {
  await bindByOtherHands();
  const auth = [password, ...[bench.keys.a, bench.keys.b].map(({ privateKey }) => ({ privateKey }))];
  const asked = { servers: [CAPITALS], keyPairName: "kp-a", auth, onDelete: "unbind" };
  const outs = await bench.fleet.create(asked);
  expect(outs).toMatchObject({ phase: "bound", servers: [CAPITALS], results: { [CAPITALS]: { phase: "bound" } } });
  expect(acceptedPosts(bench.emulator, ID)).toEqual(taken);
  expect((await bench.fleet.diff(outs, asked)).changes).toBe(false);
  await bench.fleet.delete(outs);
  expect(bench.keyOf(ID)).toBeUndefined();
});

it("waits for it likewise in a binding, and lets the server go again", async () => {
  await bindByOtherHands();
  const auth = [password, ...[bench.keys.a, bench.keys.b].map(({ privateKey }) => ({ privateKey }))];
  const outs = await bench.binding.create({ serverId: CAPITALS, keyPairName: "kp-a", auth, onDelete: "unbind" });
  expect(outs).toMatchObject({ phase: "bound", serverId: CAPITALS });
  expect(acceptedPosts(bench.emulator, ID)).toEqual(taken);
  await bench.binding.delete(outs);
  expect(bench.keyOf(ID)).toBeUndefined();
});

it("refuses one server twice in a fleet, and in two resources, whatever the case of its letters", async () => {
  const twice = await bench.fleet.check({}, { servers: [ID, CAPITALS], keyPairName: "kp-a" });
  expect(twice.failures.map(({ reason }) => reason)).toEqual([
    `servers[1]: each server may stand here once; more than once: ${CAPITALS}`,
  ]);
  const binding = { serverId: CAPITALS, keyPairName: "kp-a", resourceUrn: BINDING_URN };
  expect((await bench.binding.check({}, binding)).failures).toHaveLength(1);
});

it("goes on with a server of a fleet that the program has in other letters by now, with its own way in", async () => {
  const auth = [password, { privateKey: bench.keys.a.privateKey }];
  const before = { servers: [{ serverId: ID, auth }], keyPairName: "kp-a" };
  await bench.fleet.check({}, before);
  const bound = await bench.fleet.create(before);
  const asked = { servers: [CAPITALS], keyPairName: "kp-a" };
  await bench.fleet.check(bound, asked);
  const told = bench.told().length;
  await bench.fleet.diff(bound, asked);
  expect(bench.told().slice(told)).toEqual([]);
  const outs = await bench.fleet.update(bound, { ...asked, servers: [{ serverId: CAPITALS, auth }] });
  expect(outs).toMatchObject({ counts: { total: 1, bound: 1 }, results: { [CAPITALS]: { operation: "BIND" } } });
  expect(acceptedPosts(bench.emulator, ID)).toEqual(["AssociateKeypair kp-a"]);
  // It is still what the fleet itself has bound, and another run no longer declares it.
  await bench.fleet.check(outs, { ...asked, servers: [] });
  await bench.fleet.delete(outs);
  expect(bench.keyOf(ID)).toBeUndefined();
});

it("takes the server of a binding in other letters for no other server", async () => {
  const outs = await bench.binding.create({ serverId: ID, keyPairName: "kp-a", auth: password });
  const asked = { serverId: CAPITALS, keyPairName: "kp-a", auth: password };
  expect(await bench.binding.diff(outs, asked)).toEqual({ changes: false });
});

it("finds the tasks of a server by its id in capitals", () => {
  expect(matchesTask({ serverId: ID, keyPairName: "kp-a" }, { serverId: CAPITALS })).toBe(true);
});
