import { deleteKeyPair } from "../../../provider/src/client/kps/deleteKeyPair";
import { exportPrivateKey } from "../../../provider/src/client/kps/exportPrivateKey";
import { acceptedPosts } from "../../support/acceptedPosts";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});
/** Pairs whose private keys KPS alone has, bound to a server without a key pair and to two that have "legacy". */
const PROGRAM = ([first = "", ...others]: readonly string[], legacyAuth: object): Declared[] => {
  const pair = (name: string): Declared => ({
    kind: "keyPair",
    name,
    inputs: { name, algorithm: "ed25519", keyProtection: { encryption: { type: "default" } } },
  });
  const binding = (name: string, serverId: string, auth: unknown, more: object = {}): Declared => ({
    kind: "keyPairBinding",
    name,
    inputs: (outputsOf) => ({
      serverId,
      keyPairName: outputsOf(first)["name"],
      keyPairFingerprint: outputsOf(first)["fingerprint"],
      auth,
      ...more,
    }),
  });
  return [
    pair(first),
    ...others.map(pair),
    binding("fresh", "running", [{ passwordEnv: "ROOT_PASSWORD" }, { hosted: true }]),
    binding("legacy", "other", legacyAuth, { onDelete: "unbind" }),
    binding("stopped", "stopped", legacyAuth, { onDelete: "unbind" }),
  ];
};

const keysOnServers = (): (string | undefined)[] => ["running", "other", "stopped"].map(bench.keyOf);

it("with hosted keys a whole life leaves neither password nor private key in what state gets", async () => {
  const { stack, emulator } = bench;
  emulator.control.reset({
    servers: [
      { id: "running", name: "web-1", rootPassword: ROOT_PASSWORD },
      { id: "other", name: "web-2", rootPassword: ROOT_PASSWORD, keyPairName: "legacy" },
      { id: "stopped", name: "db-1", rootPassword: ROOT_PASSWORD, keyPairName: "legacy", status: "SHUTOFF" },
    ],
    keyPairs: [{ name: "legacy", hosted: true }],
  });
  const secrets = new Set([ROOT_PASSWORD]);
  const states: string[] = [];
  const note = async (...hosted: readonly string[]): Promise<void> => {
    states.push(JSON.stringify(stack.resources));
    const cloud = await bench.others();
    for (const name of hosted) {
      const { privateKey } = await exportPrivateKey(cloud, name);
      privateKey.split("\n").forEach((line) => line.length > 40 && secrets.add(line));
    }
  };

  // { hosted: true } is for the pair that our own state says is bound: nobody named "legacy" yet.
  const refused = await stack.up(PROGRAM(["first"], { hosted: true }));
  for (const name of ["legacy", "stopped"]) {
    expect(refused.told(name, "error")).toMatch(/bound to key pair "legacy", which is not ours/);
  }
  expect(emulator.control.requests().filter(({ operation }) => operation === "ExportPrivateKey")).toEqual([]);
  expect(keysOnServers()).toEqual(["first", "legacy", "legacy"]);
  await note("legacy", "first");

  const named = { hosted: ["legacy"] };
  expect((await stack.up(PROGRAM(["first"], named))).ok).toBe(true);
  expect(keysOnServers()).toEqual(["first", "first", "first"]);
  await expectSettled(stack, PROGRAM(["first"], named));
  await note();

  expect((await stack.up(PROGRAM(["second", "first"], named))).ok).toBe(true);
  expect(keysOnServers()).toEqual(["second", "second", "second"]);
  await expectSettled(stack, PROGRAM(["second", "first"], named));
  await note("second");

  expect((await stack.destroy()).ok).toBe(true);
  expect(keysOnServers()).toEqual([undefined, undefined, undefined]);
  expect(acceptedPosts(emulator, "other")).toEqual([
    "AssociateKeypair first",
    "AssociateKeypair second",
    "DisassociateKeypair second",
  ]);
  expect(secrets.size).toBeGreaterThanOrEqual(4);
  for (const text of states) {
    expect(text).not.toContain("PRIVATE KEY");
    expect([...secrets].filter((secret) => text.includes(secret))).toEqual([]);
  }
});

it("a key that KPS does not host is said before anything is posted", async () => {
  const { stack, emulator } = bench;
  emulator.control.putServer("running", { keyPairName: "kp-b" });
  const inputs = { serverId: "running", keyPairName: "kp-a", replaces: ["kp-b"], auth: { hosted: ["kp-b"] } };
  const refused = await stack.up([{ kind: "keyPairBinding", name: "one", inputs }]);
  expect(refused.told("one", "error")).toMatch(
    /was not tried: [^\n]*no private key is given\n\s*auth\s+private key of "kp-b" hosted in KPS: KPS hosts none\n\s*next/,
  );
  expect(acceptedPosts(emulator)).toEqual([]);
});

it("a key pair that KPS does not show is not told as one whose key it does not host", async () => {
  const { stack, emulator } = bench;
  emulator.control.putServer("running", { keyPairName: "kp-b" });
  await deleteKeyPair(await bench.others(), "kp-b");
  const inputs = { serverId: "running", keyPairName: "kp-a", replaces: ["kp-b"], auth: { hosted: ["kp-b"] } };
  const refused = await stack.up([{ kind: "keyPairBinding", name: "one", inputs }]);
  expect(refused.told("one", "error")).toContain(
    'private key of "kp-b" hosted in KPS: KPS shows no such key pair (one of scope user is shown to its IAM user alone)',
  );
});

it("waits for a hosted key as long as it has time while others use up the quota", async () => {
  bench.emulator.control.reset({
    servers: [{ id: "running", name: "web-1", rootPassword: ROOT_PASSWORD, keyPairName: "legacy" }],
    keyPairs: [
      { name: "legacy", hosted: true },
      { name: "kp-a", publicKey: bench.keys.a.publicKey },
    ],
  });
  const quota = { status: 429, body: { error_code: "APIGW.0308" } };
  bench.emulator.control.fault({ operation: "ExportPrivateKey", times: 12, ...quota });
  const asked = { serverId: "running", keyPairName: "kp-a", auth: { hosted: ["legacy"] } };
  expect(await bench.binding.create(asked)).toMatchObject({ phase: "bound", operation: "REPLACE" });
});
