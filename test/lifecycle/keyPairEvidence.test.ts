import { createKeyPair } from "../../provider/src/client/kps/createKeyPair";
import { deleteKeyPair } from "../../provider/src/client/kps/deleteKeyPair";
import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { otherHands } from "../support/otherHands";
import { newSshKey } from "../support/sshKey";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const names = (): string[] => world.emulator.control.state().keyPairs.map(({ name }) => name);
const program = (javascript: string): string => `const kps = require("pulumi-huaweicloud-kps");\n${javascript}`;

it("a 404 of a proxy is not taken for gone, neither by refresh nor by destroy", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack, emulator, keys } = world;
  await stack.setProgram({
    javascript: program(`new kps.KeyPair("ops", { name: "ops", publicKey: "${keys.a.publicKey}" });`),
  });
  expect((await stack.up()).ok).toBe(true);
  emulator.control.fault({
    operation: "ListKeypairDetail",
    status: 404,
    body: "<html>no such host</html>",
    times: 100,
  });

  expect((await stack.refresh()).ok).toBe(false);
  expect((await stack.state()).resource("ops").outputs).toMatchObject({ name: "ops" });
  const destroyed = await stack.destroy();
  expect(destroyed.ok).toBe(false);
  expect(toldAbout(destroyed, "ops", "error")).toMatch(/KPS refused ListKeypairDetail\n\s*answer\s+404/);
  expect(names()).toContain("ops");

  emulator.control.clearFaults();
  expect((await stack.destroy()).ok).toBe(true);
  expect(names()).not.toContain("ops");
});

it("a pair that somebody made anew under the name is left alone, and its only private key of ours is not thrown away", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack, emulator } = world;
  await stack.setProgram({
    javascript: program(`
      new kps.KeyPair("theirs", { name: "theirs", algorithm: "ed25519", keyProtection: { encryption: { type: "default" } } });
      const pair = new kps.KeyPair("exposed", { name: "exposed", algorithm: "ed25519", exposePrivateKey: true });
      new kps.KeyPairBinding("bound", {
        serverId: "${SERVERS.one}", keyPairName: pair.name, keyPairFingerprint: pair.fingerprint,
        auth: { passwordEnv: "ROOT_PASSWORD" }, disablePassword: true,
      });
    `),
  });
  expect((await stack.up()).ok).toBe(true);
  const remade = newSshKey();
  const cloud = await otherHands(emulator);
  await deleteKeyPair(cloud, "theirs");
  await createKeyPair(cloud, { name: "theirs", publicKey: remade.publicKey });

  expect((await stack.refresh()).ok).toBe(true);
  const destroyed = await stack.destroy({ args: ["--continue-on-error"] });
  expect(destroyed.ok).toBe(false);
  // A delete is not told its URN, so what it says stands in the stack's row.
  expect(destroyed.diagnostics.map(({ message }) => message).join("\n")).toMatch(
    /"theirs" was made anew elsewhere and holds another key/,
  );
  expect(toldAbout(destroyed, "exposed", "error")).toMatch(
    /its only private key \(the output privateKey in state\) would be gone\n\s*servers\s+used by web-1 \(server-1\)/,
  );
  expect(names()).toEqual(expect.arrayContaining(["theirs", "exposed"]));
  expect(JSON.stringify((await stack.state({ showSecrets: true })).resource("exposed").outputs)).toMatch(/PRIVATE KEY/);
});

it("a tainted pair with a name made for it gets another name, and its own again the next time", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack } = world;
  await stack.setProgram({
    javascript: program(
      `new kps.KeyPair("auto", { algorithm: "ed25519", keyProtection: { encryption: { type: "default" } } });`,
    ),
  });
  expect((await stack.up()).ok).toBe(true);
  const taint = async (): Promise<string> => {
    const { urn, id } = (await stack.state()).resource("auto");
    expect((await stack.run(["state", "taint", urn, "--yes"])).ok).toBe(true);
    expect((await stack.up()).ok).toBe(true);
    const successor = (await stack.state()).resource("auto").id ?? "";
    expect(successor).not.toBe(id);
    expect(names().filter((name) => name.startsWith("auto-"))).toEqual([successor]);
    return successor;
  };
  const second = await taint();
  await expectSettled(stack, 2);
  expect(await taint()).not.toBe(second);
});

it("rows that move to another provider without an alias keep server and pair, and get of what is not there fails", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack, emulator, keys } = world;
  const rows = (suffix: string, options: string): string =>
    program(`
      const provider = new kps.Provider("elsewhere", {});
      const pair = new kps.KeyPair("pair${suffix}", {
        name: "moved", publicKey: "${keys.a.publicKey}", adopt: "ifIdentical",
      }, ${options});
      new kps.KeyPairBinding("row${suffix}", {
        serverId: "${SERVERS.one}", keyPairName: pair.name, auth: { passwordEnv: "ROOT_PASSWORD" },
      }, ${options});
    `);
  await stack.setProgram({ javascript: rows("", "{}") });
  expect((await stack.up()).ok).toBe(true);

  await stack.setProgram({ javascript: rows("-2", "{ provider }") });
  const moved = await stack.up();
  expect(moved.ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair moved"]);
  expect(emulator.control.state().servers[0]).toMatchObject({ keyPairName: "moved" });
  expect(names()).toContain("moved");
  expect((await stack.state()).resource("row-2").outputs).toMatchObject({ phase: "bound", adopted: true });

  await stack.setProgram({
    javascript: program(`
      kps.KeyPair.get("pair", "no-such");
      kps.KeyPairBinding.get("row", "no-such-server");
    `),
  });
  const got = await stack.up({ args: ["--continue-on-error"] });
  expect(got.ok).toBe(false);
  expect(toldAbout(got, "pair", "error")).toMatch(/getting key pair "no-such": KPS knows no such key pair/);
});
