import { existsSync } from "node:fs";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";

let bench: EngineBench;

afterEach(() => bench.close());

/** A pair made here and bound, its name, fingerprint and file passed on. */
const PROGRAM = `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  const config = new pulumi.Config();
  const files = config.requireObject("files");
  const pair = new kps.KeyPair("ops", { privateKeyFile: files[0], algorithm: "ed25519", description: config.get("description") });
  new kps.KeyPairBinding("one", {
    serverId: "${SERVERS.one}",
    keyPairName: pair.name,
    keyPairFingerprint: pair.fingerprint,
    auth: [{ passwordEnv: "ROOT_PASSWORD" }, ...files.map((privateKeyFile) => ({ privateKeyFile }))],
  });
`;

it("a pair made here is bound, stays, is described, rotated and destroyed", async () => {
  bench = await engineBench(PROGRAM);
  const { stack, emulator } = bench;
  const file = (name: string): string => `${stack.directory}/${name}.pem`;
  await stack.setConfig({ "files[0]": file("first") });

  const preview = await stack.preview();
  expect(preview.summary).toMatchObject({ create: 3 });
  expect(existsSync(file("first"))).toBe(false);
  expect((await stack.up()).summary).toMatchObject({ create: 3 });
  expect((await stack.refresh()).summary).toEqual({ same: 3 });
  const first = (await stack.state()).resource("ops");
  expect(first.id).toMatch(/^ops-[0-9a-f]{7}$/);
  expect((await stack.state()).resource("one").outputs).toMatchObject({
    boundKeyPairName: first.id,
    keyPairFingerprint: first.outputs["fingerprint"],
  });

  await stack.setConfig({ description: "of the operators" });
  expect((await stack.up()).summary).toEqual({ same: 2, update: 1 });

  await stack.setProgram({ javascript: PROGRAM.replace('"ed25519"', '"ecdsa-p256"') });
  await stack.setConfig({ "files[0]": file("second"), "files[1]": file("first") });
  const rotated = await stack.up();
  expect(rotated.summary).toMatchObject({ replace: 1, update: 1 });
  const second = (await stack.state()).resource("ops");
  expect(second.id).not.toBe(first.id);
  expect(emulator.control.state().servers.find(({ id }) => id === SERVERS.one)?.keyPairName).toBe(second.id);
  expect(emulator.control.state().keyPairs.map(({ name }) => name)).not.toContain(first.id);
  expect((await stack.up()).summary).toEqual({ same: 3 });

  const text = (await stack.state({ showSecrets: true })).text;
  expect(text).not.toContain("PRIVATE KEY");
  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual([
    `AssociateKeypair ${String(first.id)}`,
    `AssociateKeypair ${String(second.id)}`,
    `DisassociateKeypair ${String(second.id)}`,
  ]);
  expect(existsSync(file("second"))).toBe(true);
});
