import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportPrivateKey } from "../../../provider/src/client/kps/exportPrivateKey";
import { publicHalf } from "../../../provider/src/model/privateKey";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder();
let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

const PROGRAM = (inputs: object): Declared[] => [
  { kind: "keyPair", name: "ops", inputs: { name: "ops", algorithm: "ed25519", ...inputs } },
];

const DEFAULT = { keyProtection: { encryption: { type: "default" } } };
const KMS = { keyProtection: { encryption: { type: "kms", kmsKeyName: "alias/ops" } } };

const hosted = (): boolean | undefined =>
  bench.emulator.control.state().keyPairs.find(({ name }) => name === "ops")?.hosted;

/** The changes of private keys that the service accepted. */
const changes = (): string[] =>
  bench.emulator.control
    .requests()
    .filter(
      ({ accepted, operation }) =>
        accepted && /Keypair$|PrivateKey$/.test(operation) && operation !== "ExportPrivateKey",
    )
    .map(({ operation }) => operation);

it("a private key is in a file first, then hosted under one encryption and another, cleared, and hosted again", async () => {
  const { stack } = bench;
  const privateKeyFile = join(folder(), "ops.pem");
  // The reply to the creation is lost; the key is safe in its file before anything is sent.
  bench.emulator.control.fault({ operation: "CreateKeypair", cut: "after" });
  const inFile = PROGRAM({ privateKeyFile });
  expect((await stack.up(inFile)).ok).toBe(true);
  await expectSettled(stack, inFile);
  const pem = readFileSync(privateKeyFile, "utf8");
  expect(publicHalf(pem)).toBe(stack.resource("ops").outputs["publicKey"]);

  expect((await stack.up(PROGRAM({ privateKeyFile, ...DEFAULT }))).ok).toBe(true);
  expect((await stack.up(PROGRAM({ privateKeyFile, ...KMS }))).ok).toBe(true);
  await expectSettled(stack, PROGRAM({ privateKeyFile, ...KMS }));
  const { privateKey } = await exportPrivateKey(await bench.others(), "ops");
  expect(publicHalf(privateKey)).toBe(publicHalf(pem));

  expect((await stack.up(inFile)).ok).toBe(true);
  expect(hosted()).toBe(false);
  expect((await stack.up(PROGRAM({ privateKeyFile, ...DEFAULT }))).ok).toBe(true);
  expect(hosted()).toBe(true);
  await expectSettled(stack, PROGRAM({ privateKeyFile, ...DEFAULT }));
  expect(readFileSync(privateKeyFile, "utf8")).toBe(pem);
  expect(JSON.stringify(stack.resources)).not.toContain("PRIVATE KEY");
  expect(changes()).toEqual([
    "CreateKeypair",
    "ImportPrivateKey",
    "ImportPrivateKey",
    "ClearPrivateKey",
    "ImportPrivateKey",
  ]);
});

it("the only copy of an exposed private key is never let go", async () => {
  const { stack } = bench;
  const algorithm = "ecdsa-p256";
  expect((await stack.up(PROGRAM({ algorithm, exposePrivateKey: true }))).ok).toBe(true);
  const { outputs } = stack.resource("ops");
  expect(publicHalf(String(outputs["privateKey"]))).toBe(outputs["publicKey"]);

  const hostedOnly = PROGRAM({ algorithm, ...DEFAULT });
  expect((await stack.up(PROGRAM({ algorithm, ...DEFAULT, exposePrivateKey: true }))).ok).toBe(true);
  expect((await stack.up(hostedOnly)).ok).toBe(true);
  expect(JSON.stringify(stack.resources)).not.toContain("PRIVATE KEY");

  // KPS has the only copy now: taking keyProtection away for a file that holds another key must not lose it.
  const privateKeyFile = join(folder(), "other.pem");
  writeFileSync(privateKeyFile, bench.keys.a.privateKey);
  const refused = await stack.up(PROGRAM({ algorithm, privateKeyFile }));
  expect(refused.told("ops", "error")).toMatch(/to [^\n]*other\.pem: there is such a file already\n\s*problem/);
  expect(readFileSync(privateKeyFile, "utf8")).toBe(bench.keys.a.privateKey);
  expect(hosted()).toBe(true);
  await expectSettled(stack, hostedOnly);
});
