import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

/** One resource with faults: the engine stops at the first resource that has one, and shows all of its faults. */
async function complaints(type: "KeyPair" | "KeyPairBinding", inputs: object): Promise<string> {
  const { stack, emulator, keys } = world;
  await stack.setProgram({
    javascript: `
      const kps = require("pulumi-huaweicloud-kps");
      new kps.${type}("bad", ${JSON.stringify(inputs)});
    `,
  });
  const preview = await stack.preview();
  expect(preview.ok).toBe(false);
  for (const { privateKey } of [keys.a, keys.b]) {
    expect(preview.stdout + preview.stderr).not.toContain(privateKey.split("\n")[1]);
  }
  expect(emulator.control.requests()).toEqual([]);
  return toldAbout(preview, "bad");
}

it("what is wrong with a key pair is said in the preview, with property and fix, without a request or a secret", async () => {
  world = await bindingWorld("module.exports = {};");
  const { keys } = world;
  const mixed = await complaints("KeyPair", {
    name: "kp a",
    publicKey: keys.a.privateKey,
    description: "d".repeat(256),
    keyProtection: { encryption: { type: "kms" } },
    adopt: "always",
    descripton: "misspelt",
    timeouts: { create: "30" },
  });
  expect(mixed).toMatch(/name: is not the name of a key pair: 1 to 255 letters/);
  expect(mixed).toMatch(/publicKey: is a private key; give its public half/);
  expect(mixed).toMatch(/longer than 255 characters/);
  expect(mixed).toMatch(/type "kms" needs the KMS key: give kmsKeyId or kmsKeyName/);
  expect(mixed).toMatch(/keyProtection\.privateKey[\s\S]*KPS needs its private key \(it answers KPS\.0002 without\)/);
  expect(mixed).toMatch(/must be "never" or "ifIdentical"/);
  expect(mixed).toMatch(/descripton is not an input of this resource/);
  expect(mixed).toMatch(/timeouts\.create[\s\S]*such as "30m"/);
});

it("key material in the place of its name is a fault of the binding, and is not repeated", async () => {
  world = await bindingWorld("module.exports = {};");
  const { keys } = world;
  const told = await complaints("KeyPairBinding", {
    serverId: SERVERS.one,
    keyPairName: keys.b.privateKey,
    auth: [{ privateKeyFile: keys.a.privateKey }, { passwordEnv: keys.a.privateKey }],
    port: 70_000,
    onDelete: "keep",
  });
  expect(told).toMatch(/keyPairName: is not the name of a key pair/);
  expect(told).toMatch(/auth[^:]*: privateKeyFile must be the path of a file, not the private key itself/);
  expect(told).toMatch(/port[\s\S]*1 to 65535/);
  expect(told).toMatch(/must be "auto", "unbind" or "retain"/);
});
