import { exportPrivateKey } from "../../provider/src/client/kps/exportPrivateKey";
import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, ROOT_PASSWORD, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { otherHands } from "../support/otherHands";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

/** Pairs whose private keys KPS alone has, bound to a server without a key pair and to two that have "legacy". */
const PROGRAM = (pairs: readonly string[], legacyAuth: string): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const pairs = ${JSON.stringify(pairs)}.map((name) => new kps.KeyPair(name, {
    name,
    algorithm: "ed25519",
    keyProtection: { encryption: { type: "default" } },
  }));
  const bound = { keyPairName: pairs[0].name, keyPairFingerprint: pairs[0].fingerprint };
  new kps.KeyPairBinding("fresh", {
    ...bound,
    serverId: "${SERVERS.one}",
    auth: [{ passwordEnv: "ROOT_PASSWORD" }, { hosted: true }],
  });
  new kps.KeyPairBinding("legacy", { ...bound, serverId: "${SERVERS.two}", auth: ${legacyAuth}, onDelete: "unbind" });
  new kps.KeyPairBinding("stopped", { ...bound, serverId: "${SERVERS.stopped}", auth: ${legacyAuth}, onDelete: "unbind" });
`;

const keysOnServers = (): (string | undefined)[] => {
  const { servers } = world.emulator.control.state();
  return [SERVERS.one, SERVERS.two, SERVERS.stopped].map((each) => servers.find(({ id }) => id === each)?.keyPairName);
};

it("with hosted keys a whole life leaves neither password nor private key in the state, not even encrypted", async () => {
  world = await bindingWorld(PROGRAM(["first"], `{ hosted: true }`));
  const { stack, emulator } = world;
  emulator.control.reset({
    servers: [
      { id: SERVERS.one, name: "web-1", rootPassword: ROOT_PASSWORD },
      { id: SERVERS.two, name: "web-2", rootPassword: ROOT_PASSWORD, keyPairName: "legacy" },
      { id: SERVERS.stopped, name: "db-1", rootPassword: ROOT_PASSWORD, keyPairName: "legacy", status: "SHUTOFF" },
    ],
    keyPairs: [{ name: "legacy", hosted: true }],
  });
  const secrets = new Set([ROOT_PASSWORD]);
  const states: string[] = [];
  const note = async (...hosted: readonly string[]): Promise<void> => {
    states.push((await stack.state({ showSecrets: true })).text, (await stack.state()).text);
    const cloud = await otherHands(emulator);
    for (const name of hosted) {
      const { privateKey } = await exportPrivateKey(cloud, name);
      privateKey.split("\n").forEach((line) => line.length > 40 && secrets.add(line));
    }
  };

  // { hosted: true } is for the pair that our own state says is bound: nobody named "legacy" yet.
  const refused = await stack.up({ args: ["--continue-on-error"] });
  for (const name of ["legacy", "stopped"]) {
    expect(toldAbout(refused, name, "error")).toMatch(/bound to key pair "legacy", which is not ours/);
  }
  expect(emulator.control.requests().filter(({ operation }) => operation === "ExportPrivateKey")).toEqual([]);
  expect(keysOnServers()).toEqual(["first", "legacy", "legacy"]);
  await note("legacy", "first");

  const named = `{ hosted: ["legacy"] }`;
  await stack.setProgram({ javascript: PROGRAM(["first"], named) });
  expect((await stack.up()).ok).toBe(true);
  expect(keysOnServers()).toEqual(["first", "first", "first"]);
  await expectSettled(stack, 5);
  await note();

  await stack.setProgram({ javascript: PROGRAM(["second", "first"], named) });
  expect((await stack.up()).ok).toBe(true);
  expect(keysOnServers()).toEqual(["second", "second", "second"]);
  await expectSettled(stack, 6);
  await note("second");

  expect((await stack.destroy()).ok).toBe(true);
  expect(keysOnServers()).toEqual([undefined, undefined, undefined]);
  await note();
  expect(acceptedPosts(emulator, SERVERS.two)).toEqual([
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
  world = await bindingWorld(`
    const kps = require("pulumi-huaweicloud-kps");
    new kps.KeyPairBinding("one", {
      serverId: "${SERVERS.one}", keyPairName: "kp-a", replaces: ["kp-b"], auth: { hosted: ["kp-b"] },
    });
  `);
  world.emulator.control.putServer(SERVERS.one, { keyPairName: "kp-b" });
  const refused = await world.stack.up();
  expect(toldAbout(refused, "one", "error")).toMatch(
    /was not tried: [^\n]*no private key is given\n\s*auth\s+private key of "kp-b" hosted in KPS: KPS hosts none\n\s*next/,
  );
  expect(acceptedPosts(world.emulator)).toEqual([]);
});
