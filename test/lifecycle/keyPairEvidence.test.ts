import { createKeyPair } from "../../provider/src/client/kps/createKeyPair";
import { deleteKeyPair } from "../../provider/src/client/kps/deleteKeyPair";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";
import { otherHands } from "../support/otherHands";
import { newSshKey } from "../support/sshKey";
import { toldAbout } from "../support/toldAbout";

let bench: EngineBench;

afterEach(() => bench.close());

const names = (): string[] => bench.emulator.control.state().keyPairs.map(({ name }) => name);

/** Pairs of every kind; `suffix` and `options` make other rows of the last two, `more` stands at the end. */
const PROGRAM = (suffix = "", options = "{}", more = ""): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const provider = new kps.Provider("elsewhere", {});
  const hosted = { algorithm: "ed25519", keyProtection: { encryption: { type: "default" } } };
  new kps.KeyPair("ops", { name: "ops", publicKey: process.env.PUBLIC_A });
  new kps.KeyPair("theirs", { name: "theirs", ...hosted });
  new kps.KeyPair("auto", hosted);
  const exposed = new kps.KeyPair("exposed", { name: "exposed", algorithm: "ed25519", exposePrivateKey: true });
  new kps.KeyPairBinding("bound", {
    serverId: "${SERVERS.one}", keyPairName: exposed.name, keyPairFingerprint: exposed.fingerprint,
    auth: { passwordEnv: "ROOT_PASSWORD" }, disablePassword: true,
  });
  const pair = new kps.KeyPair("pair${suffix}", {
    name: "moved", publicKey: process.env.PUBLIC_B, adopt: "ifIdentical",
  }, ${options});
  new kps.KeyPairBinding("row${suffix}", {
    serverId: "${SERVERS.two}", keyPairName: pair.name, auth: { passwordEnv: "ROOT_PASSWORD" },
  }, ${options});
  ${more}
`;

it("of key pairs only what is known for sure is taken for gone, for ours or for another one", async () => {
  bench = await engineBench(PROGRAM());
  const { stack, emulator, keys } = bench;
  const environment = { PUBLIC_A: keys.a.publicKey, PUBLIC_B: keys.b.publicKey };
  expect((await stack.up({ environment })).ok).toBe(true);

  // Tainted, a pair with a name made for it gets another name; rows that move to another provider keep server and pair.
  const firstName = await taintAuto();
  await stack.setProgram({ javascript: PROGRAM("-2", "{ provider }") });
  const moved = await stack.up({ environment });
  expect(moved.ok).toBe(true);
  const secondName = (await stack.state()).resource("auto").id;
  expect(secondName).not.toBe(firstName);
  expect(names().filter((name) => name.startsWith("auto-"))).toEqual([secondName]);
  expect(acceptedPosts(emulator, SERVERS.two)).toEqual(["AssociateKeypair moved"]);
  expect(emulator.control.state().servers[1]).toMatchObject({ keyPairName: "moved" });
  expect(names()).toContain("moved");
  expect((await stack.state()).resource("row-2").outputs).toMatchObject({ phase: "bound", adopted: true });
  expect((await stack.up({ environment })).summary).toEqual({ same: 9 });

  // Tainted again, it has its own name again; get of what is not there fails.
  await taintAuto();
  const gets = `kps.KeyPair.get("no-pair", "no-such"); kps.KeyPairBinding.get("no-row", "no-such-server");`;
  await stack.setProgram({ javascript: PROGRAM("-2", "{ provider }", gets) });
  const got = await stack.up({ environment, args: ["--continue-on-error"] });
  expect(got.ok).toBe(false);
  expect(toldAbout(got, "no-pair", "error")).toMatch(/getting key pair "no-such": KPS knows no such key pair/);
  expect((await stack.state()).resource("auto").id).toBe(firstName);

  // Somebody makes a pair anew under its name, deletes another whose only private key is in state, and a proxy answers 404 in the place of the service.
  const cloud = await otherHands(emulator);
  await deleteKeyPair(cloud, "theirs");
  await createKeyPair(cloud, { name: "theirs", publicKey: newSshKey().publicKey });
  const { urn: exposed, outputs: before } = (await stack.state({ showSecrets: true })).resource("exposed");
  await deleteKeyPair(cloud, "exposed");
  const refreshed = await stack.refresh({ environment });
  expect(refreshed.ok).toBe(true);
  expect(refreshed.diagnostics.map(({ message }) => message).join("\n")).toMatch(/"exposed" is gone, .* state is kept/);
  const remade = await stack.up({ environment, args: ["--target", exposed, "--continue-on-error"] });
  expect(remade.summary).toMatchObject({ update: 1 });
  expect((await stack.state({ showSecrets: true })).resource("exposed").outputs).toMatchObject({
    privateKey: before["privateKey"],
    fingerprint: before["fingerprint"],
  });
  const page = "<html>no such host</html>";
  emulator.control.fault({ operation: "ListKeypairDetail", status: 404, body: page, times: 1_000 });
  expect((await stack.refresh({ environment })).ok).toBe(false);
  expect((await stack.state()).resource("ops").outputs).toMatchObject({ name: "ops" });
  const unknown = await stack.destroy({ environment, args: ["--continue-on-error"] });
  expect(unknown.ok).toBe(false);
  expect(toldAbout(unknown, "ops", "error")).toMatch(/KPS refused ListKeypairDetail\n\s*answer\s+404/);
  expect(names()).toEqual(expect.arrayContaining(["ops", "theirs", "exposed", "moved"]));

  // What is ours goes; what is somebody else's or was found stays, and so does the one whose only private key would be gone.
  emulator.control.clearFaults();
  const destroyed = await stack.destroy({ environment, args: ["--continue-on-error"] });
  expect(destroyed.ok).toBe(false);
  // A delete is not told its URN, so what it says stands in the stack's row.
  expect(destroyed.diagnostics.map(({ message }) => message).join("\n")).toMatch(
    /"theirs" was made anew elsewhere and holds another key/,
  );
  expect(toldAbout(destroyed, "exposed", "error")).toMatch(
    /its only private key \(the output privateKey in state\) would be gone\n\s*servers\s+used by web-1 \(server-1\)/,
  );
  expect(names().sort()).toEqual(["exposed", "kp-a", "kp-b", "moved", "theirs"]);
  expect(JSON.stringify((await stack.state({ showSecrets: true })).resource("exposed").outputs)).toMatch(/PRIVATE KEY/);
});

/** Marks the pair whose name was made for it; its name. */
async function taintAuto(): Promise<string> {
  const { urn, id } = (await bench.stack.state()).resource("auto");
  expect((await bench.stack.run(["state", "taint", urn, "--yes"])).ok).toBe(true);
  return id ?? "";
}
