import { acceptedPosts } from "../../support/acceptedPosts";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

/** A running and a stopped server, both with a key pair of somebody else. */
beforeEach(() => {
  bench = inProcessBench();
  bench.emulator.control.putServer("running", { keyPairName: "kp-b" });
  bench.emulator.control.putServer("stopped", { keyPairName: "kp-b" });
});
const PROGRAM = (more: object): Declared[] => [
  { kind: "keyPairBinding", name: "web", inputs: { serverId: "running", keyPairName: "kp-a", ...more } },
  { kind: "keyPairBinding", name: "db", inputs: { serverId: "stopped", keyPairName: "kp-a", ...more } },
];

const keysOnServers = (): (string | undefined)[] => ["running", "stopped"].map(bench.keyOf);

it("a key pair of others is replaced only when it is named or proven, and stays when the binding goes", async () => {
  const { stack, emulator } = bench;
  const refused = await stack.up(PROGRAM({ auth: { passwordEnv: "ROOT_PASSWORD" } }));
  for (const name of ["web", "db"]) {
    expect(refused.told(name, "error")).toMatch(
      /was not tried: the server is bound to key pair "kp-b", which is not ours\n\s*next\s+[^\n]*replaces: \["kp-b"\]/,
    );
  }
  expect(stack.resources).toEqual([]);

  // Named is enough for a stopped server; a running one also needs the private key now in use.
  const unfitting = await stack.up(PROGRAM({ replaces: ["kp-b"], auth: { privateKeyEnv: "KEY_A" } }));
  expect(unfitting.told("web", "error")).toMatch(/environment variable KEY_A is the key .*; the key now bound is /);
  expect(keysOnServers()).toEqual(["kp-b", "kp-a"]);

  const fitting = PROGRAM({ replaces: ["kp-b"], auth: [{ privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }] });
  expect((await stack.up(fitting)).ok).toBe(true);
  expect(keysOnServers()).toEqual(["kp-a", "kp-a"]);
  expect(stack.resource("web").outputs).toMatchObject({ operation: "REPLACE", tookOver: true, adopted: false });
  expect(stack.resource("db").outputs).toMatchObject({ operation: "RESET", tookOver: true, adopted: false });
  await expectSettled(stack, fitting);

  const destroyed = await stack.destroy();
  expect(destroyed.ok).toBe(true);
  expect(destroyed.toldAtLarge()).toMatch(/stays on the server: the server had a key pair before.*onDelete: "unbind"/);
  expect(keysOnServers()).toEqual(["kp-a", "kp-a"]);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-a"]);
});

it("its own private key proves a key pair to be ours, and onDelete: unbind insists", async () => {
  const { stack } = bench;
  const auth = [{ privateKeyEnv: "KEY_B" }, { privateKeyEnv: "KEY_A" }];
  expect((await stack.up(PROGRAM({ auth, onDelete: "unbind" }))).ok).toBe(true);
  expect(keysOnServers()).toEqual(["kp-a", "kp-a"]);
  expect((await stack.destroy()).ok).toBe(true);
  expect(keysOnServers()).toEqual([undefined, undefined]);
});
