import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";
import type { RunResult } from "../support/pulumiRun";
import { toldAbout } from "../support/toldAbout";

let bench: EngineBench;

afterEach(() => bench.close());

/** A preview of one resource with faults: the engine stops at the first that has one, and shows all of its faults. */
async function refused(type: "KeyPair" | "KeyPairBinding", inputs: string): Promise<RunResult> {
  await bench.stack.setProgram({
    javascript: `
      const pulumi = require("@pulumi/pulumi");
      const kps = require("pulumi-huaweicloud-kps");
      new kps.${type}("bad", ${inputs});
    `,
  });
  const preview = await bench.stack.preview();
  expect(preview.ok).toBe(false);
  return preview;
}

const warningsOf = ({ diagnostics }: RunResult): string[] =>
  diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);

it("what is wrong is said in the preview, with property and fix, without a request and without repeating a secret", async () => {
  bench = await engineBench(`
    const kps = require("pulumi-huaweicloud-kps");
    for (const serverId of ["${SERVERS.one}", "${SERVERS.two}"]) {
      new kps.KeyPairBinding(serverId, { serverId, keyPairName: "kp-a" });
    }
  `);
  const { stack, emulator, keys } = bench;
  const { secretKey } = emulator.credentials;
  expect(warningsOf(await stack.preview())).toEqual([]);
  await stack.removeConfig("kps:secretKey");
  await stack.setConfig({ "kps:secretKey": secretKey });
  const warned = await stack.preview();
  expect(warningsOf(warned)).toEqual([expect.stringMatching(/^kps:secretKey is set without --secret/)]);

  const pair = await refused(
    "KeyPair",
    JSON.stringify({
      name: "kp a",
      publicKey: keys.a.privateKey,
      description: "d".repeat(256),
      keyProtection: { encryption: { type: "kms" } },
      adopt: "always",
      descripton: "misspelt",
      timeouts: { create: "30" },
    }),
  );
  const ofPair = toldAbout(pair, "bad");
  expect(ofPair).toMatch(/name: is not the name of a key pair: 1 to 255 letters/);
  expect(ofPair).toMatch(/publicKey: is a private key; give its public half/);
  expect(ofPair).toMatch(/longer than 255 characters/);
  expect(ofPair).toMatch(/type "kms" needs the KMS key: give kmsKeyId or kmsKeyName/);
  expect(ofPair).toMatch(/keyProtection\.privateKey[\s\S]*KPS needs its private key \(it answers KPS\.0002 without\)/);
  expect(ofPair).toMatch(/must be "never" or "ifIdentical"/);
  expect(ofPair).toMatch(/descripton is not an input of this resource/);
  expect(ofPair).toMatch(/timeouts\.create[\s\S]*such as "30m"/);

  // Key material in the place of its name.
  const mixedUp = await refused(
    "KeyPairBinding",
    JSON.stringify({
      serverId: SERVERS.one,
      keyPairName: keys.b.privateKey,
      auth: [{ privateKeyFile: keys.a.privateKey }, { passwordEnv: keys.a.privateKey }],
      port: 70_000,
      onDelete: "keep",
    }),
  );
  const ofBinding = toldAbout(mixedUp, "bad");
  expect(ofBinding).toMatch(/keyPairName: is not the name of a key pair/);
  expect(ofBinding).toMatch(/auth[^:]*: privateKeyFile must be the path of a file, not the private key itself/);
  expect(ofBinding).toMatch(/port[\s\S]*1 to 65535/);
  expect(ofBinding).toMatch(/must be "auto", "unbind" or "retain"/);

  const secret = await refused(
    "KeyPairBinding",
    `{
      serverId: pulumi.secret("canary of a server"),
      keyPairName: pulumi.secret("canary of a name"),
      port: pulumi.secret("canary of a port"),
      onDelete: pulumi.secret("canary of a policy"),
      triggers: pulumi.secret("canary of triggers"),
    }`,
  );
  const ofSecrets = toldAbout(secret, "bad");
  expect(ofSecrets).toMatch(/serverId: is not the id of an ECS server/);
  expect(ofSecrets).toMatch(/keyPairName: is not the name of a key pair/);
  expect(ofSecrets).toMatch(/port: must be a whole number/);
  expect(ofSecrets).toMatch(/triggers: must be a list/);

  const printed = [warned, pair, mixedUp, secret].map(({ stdout, stderr }) => stdout + stderr).join("\n");
  const keyLines = [keys.a, keys.b].map(({ privateKey }) => privateKey.split("\n")[1] ?? "");
  expect([...keyLines, secretKey, "canary"].filter((each) => printed.includes(each))).toEqual([]);
  expect(emulator.control.requests()).toEqual([]);
});
