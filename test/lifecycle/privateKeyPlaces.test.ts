import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { exportPrivateKey } from "../../provider/src/client/kps/exportPrivateKey";
import { publicHalf } from "../../provider/src/model/privateKey";
import { bindingWorld, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { otherHands } from "../support/otherHands";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const PROGRAM = (inputs: object): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const pair = new kps.KeyPair("ops", { name: "ops", algorithm: "ed25519", ...${JSON.stringify(inputs)} });
  module.exports = { privateKey: pair.privateKey, fingerprint: pair.fingerprint };
`;

const DEFAULT = { keyProtection: { encryption: { type: "default" } } };
const KMS = { keyProtection: { encryption: { type: "kms", kmsKeyName: "alias/ops" } } };

const hosted = (): boolean | undefined =>
  world.emulator.control.state().keyPairs.find(({ name }) => name === "ops")?.hosted;

/** The changes of private keys that the service accepted. */
const changes = (): string[] =>
  world.emulator.control
    .requests()
    .filter(
      ({ accepted, operation }) =>
        accepted && /Keypair$|PrivateKey$/.test(operation) && operation !== "ExportPrivateKey",
    )
    .map(({ operation }) => operation);

it("a private key is in a file first, then hosted under one encryption and another, cleared, and hosted again", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack } = world;
  const privateKeyFile = `${stack.directory}/keys/ops.pem`;
  const run = async (inputs: object): Promise<void> => {
    await stack.setProgram({ javascript: PROGRAM(inputs) });
    const up = await stack.up();
    expect(up.stdout + up.stderr).not.toContain("PRIVATE KEY");
    expect(up.ok).toBe(true);
  };
  await stack.setProgram({ javascript: PROGRAM({ privateKeyFile }) });
  const failing = await stack.up();
  expect(toldAbout(failing, "ops", "error")).toMatch(/ops\.pem\n\s*problem\s+its folder does not exist/);
  expect(changes()).toEqual([]);

  mkdirSync(`${stack.directory}/keys`);
  // The reply to the creation is lost; the key is safe in its file before anything is sent.
  world.emulator.control.fault({ operation: "CreateKeypair", cut: "after" });
  await run({ privateKeyFile });
  expect(statSync(privateKeyFile).mode & 0o777).toBe(0o600);
  await expectSettled(stack, 2);
  const pem = readFileSync(privateKeyFile, "utf8");

  await run({ privateKeyFile, ...DEFAULT });
  await run({ privateKeyFile, ...KMS });
  await expectSettled(stack, 2);
  const { privateKey } = await exportPrivateKey(await otherHands(world.emulator), "ops");
  expect(publicHalf(privateKey)).toBe(publicHalf(pem));

  await run({ privateKeyFile });
  expect(hosted()).toBe(false);
  await run({ privateKeyFile, ...DEFAULT });
  expect(hosted()).toBe(true);
  await expectSettled(stack, 2);
  expect(readFileSync(privateKeyFile, "utf8")).toBe(pem);
  expect((await stack.state({ showSecrets: true })).text).not.toContain("PRIVATE KEY");
  expect(changes()).toEqual([
    "CreateKeypair",
    "ImportPrivateKey",
    "ImportPrivateKey",
    "ClearPrivateKey",
    "ImportPrivateKey",
  ]);
});

it("an exposed private key is a secret output, and the only copy is never let go", async () => {
  world = await bindingWorld(PROGRAM({ exposePrivateKey: true, algorithm: "ecdsa-p256" }));
  const { stack } = world;
  const up = await stack.up();
  expect(up.stdout).toMatch(/privateKey *: *\[secret\]/);
  expect((await stack.state()).text).not.toContain("PRIVATE KEY");
  const shown = await stack.run(["stack", "output", "privateKey", "--show-secrets", "--stack", "dev"]);
  const key = (await stack.state()).resource("ops").outputs["publicKey"];
  expect(publicHalf(shown.stdout)).toBe(key);
  await expectSettled(stack, 2);

  const withoutIt = { algorithm: "ecdsa-p256", ...DEFAULT };
  await stack.setProgram({ javascript: PROGRAM({ ...withoutIt, exposePrivateKey: true }) });
  expect((await stack.up()).ok).toBe(true);
  await stack.setProgram({ javascript: PROGRAM(withoutIt) });
  expect((await stack.up()).ok).toBe(true);
  expect((await stack.state({ showSecrets: true })).text).not.toContain("PRIVATE KEY");

  // KPS has the only copy now: taking keyProtection away for a file that holds another key must not lose it.
  const privateKeyFile = `${stack.directory}/other.pem`;
  writeFileSync(privateKeyFile, world.keys.a.privateKey);
  await stack.setProgram({ javascript: PROGRAM({ algorithm: "ecdsa-p256", privateKeyFile }) });
  const refused = await stack.up();
  expect(toldAbout(refused, "ops", "error")).toMatch(/to [^\n]*other\.pem: there is such a file already\n\s*problem/);
  expect(readFileSync(privateKeyFile, "utf8")).toBe(world.keys.a.privateKey);
  expect(hosted()).toBe(true);
  await stack.setProgram({ javascript: PROGRAM(withoutIt) });
  await expectSettled(stack, 2);
});
