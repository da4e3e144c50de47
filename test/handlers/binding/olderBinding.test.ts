import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import { acceptedPosts } from "../../support/acceptedPosts";
import type { Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

/** Two servers that were bound to a key pair which has been deleted since: they go on with its key. */
beforeEach(async () => {
  bench = inProcessBench();
  for (const id of ["running", "stopped"]) {
    bench.emulator.control.putServer(id, { keyPairName: "kp-a" });
  }
  await deleteKeyPair(await bench.others(), "kp-a");
});

/** Makes the pair anew, with a key that is generated now unless one is given, and binds a server to it. */
const program = (more: object, serverId: string = "stopped", publicKey?: string): Declared[] => [
  {
    kind: "keyPair",
    name: "pair",
    inputs: {
      name: "kp-a",
      ...(publicKey === undefined ? { exposePrivateKey: true, algorithm: "ed25519" } : { publicKey }),
    },
  },
  {
    kind: "keyPairBinding",
    name: "web",
    inputs: (outputsOf) => ({
      serverId,
      keyPairName: "kp-a",
      keyPairFingerprint: outputsOf("pair")["fingerprint"],
      ...more,
    }),
  },
];

/** Whether the key of the pair as it is now opens a server. */
const opens = (serverId: string): boolean => {
  const { authorizedKeys = [] } = bench.emulator.control.server(serverId) ?? {};
  const publicKey = String(bench.emulator.control.state().keyPairs.find(({ name }) => name === "kp-a")?.publicKey);
  return authorizedKeys.some((body) => publicKey.startsWith(body));
};

it("is not taken for a binding of the new key, and stays where the program does not name it", async () => {
  const { stack } = bench;
  const run = await stack.up(program({}));
  expect(run.told("web", "error")).toMatch(
    /the server was bound to a key pair "kp-a" before this run has generated .*\n\s*next\s+[^\n]*replaces: \["kp-a"\]/,
  );
  expect(acceptedPosts(bench.emulator)).toEqual([]);
});

it("is replaced where the program names it, on a stopped server without auth", async () => {
  const { stack } = bench;
  expect((await stack.up(program({ replaces: ["kp-a"] }))).ok).toBe(true);
  expect(stack.resource("web").outputs).toMatchObject({ operation: "RESET", adopted: false, tookOver: true });
  expect(opens("stopped")).toBe(true);
});

it("is replaced on a running server with the private key that is on it", async () => {
  const { stack } = bench;
  const auth = [{ privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }];
  expect((await stack.up(program({ replaces: ["kp-a"], auth }, "running"))).ok).toBe(true);
  expect(stack.resource("web").outputs).toMatchObject({ operation: "REPLACE", tookOver: true });
  expect(opens("running")).toBe(true);
});

it.each<[string, () => Promise<Declared[]>]>([
  ["of a later run", () => bench.stack.up(program({}).slice(0, 1)).then(() => program({}))],
  ["whose key is given, and may be the same", () => Promise.resolve(program({}, "stopped", bench.keys.a.publicKey))],
])("is adopted by a program %s: nothing can tell, and that is said", async (_case, declared) => {
  const { stack } = bench;
  const run = await stack.up(await declared());
  expect(run.ok).toBe(true);
  expect(run.told("web", "info")).toMatch(/kp-a" was on the server before; nothing tells whether with the key/);
  expect(stack.resource("web").outputs).toMatchObject({ phase: "bound", adopted: true });
});

it("two rows for one server do not take each other's binding for an older one", async () => {
  const { emulator, stack } = bench;
  emulator.control.putServer("other", { status: "SHUTOFF" });
  const [pair, web] = program({}, "other");
  const both = [pair, web, web === undefined ? undefined : { ...web, name: "again" }].filter(
    (each) => each !== undefined,
  );
  expect((await stack.up(both)).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a"]);
});
