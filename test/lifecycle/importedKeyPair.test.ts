import { createKeyPair } from "../../provider/src/client/kps/createKeyPair";
import { generateKeyPair } from "../../provider/src/operations/keyPair/generateKeyPair";
import type { Algorithm } from "../../provider/src/model/algorithm";
import { bindingWorld, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { otherHands } from "../support/otherHands";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

/** Key pairs by the name of their resource, with their inputs. */
const PROGRAM = (pairs: Readonly<Record<string, object>>): string => `
  const kps = require("pulumi-huaweicloud-kps");
  for (const [name, inputs] of Object.entries(${JSON.stringify(pairs)})) {
    new kps.KeyPair(name, inputs);
  }
`;

const names = (): string[] => world.emulator.control.state().keyPairs.map(({ name }) => name);

it("public keys of every kind are imported once, whatever their comments become", async () => {
  const kinds: readonly Algorithm[] = ["rsa-2048", "ecdsa-p256", "ecdsa-p521", "ed25519"];
  const keys = await Promise.all(kinds.map(async (kind) => [kind, (await generateKeyPair(kind)).publicKey] as const));
  const pairs = (write: (key: string) => string): Record<string, object> =>
    Object.fromEntries(keys.map(([kind, key]) => [kind, { name: `ops-${kind}`, publicKey: write(key) }]));
  world = await bindingWorld(PROGRAM(pairs((key) => `${key} ops@example.com`)));
  const { stack, emulator } = world;
  expect((await stack.up()).summary).toEqual({ create: 5 });
  for (const [kind] of keys) {
    expect((await stack.state()).resource(kind).outputs).toMatchObject({
      algorithm: kind,
      managed: false,
      adopted: false,
    });
  }
  await expectSettled(stack, 5);

  await stack.setProgram({ javascript: PROGRAM(pairs((key) => `  ${key.replace(" ", "   ")}   another comment \n`)) });
  await expectSettled(stack, 5);

  await stack.setProgram({
    javascript: PROGRAM({ ...pairs((key) => key), ed25519: { name: "ops-ed25519", publicKey: keys[0]?.[1] } }),
  });
  expect((await stack.preview()).summary).toEqual({ same: 4, replace: 1 });
  expect((await stack.destroy()).ok).toBe(true);
  expect(names()).toEqual(["kp-a", "kp-b"]);
  const creations = emulator.control.requests().filter(({ operation }) => operation === "CreateKeypair");
  expect(creations).toHaveLength(keys.length);
});

it("an identical pair is adopted when the program says so, and kept; what differs is refused with its reason", async () => {
  const program = (changes: Readonly<Record<string, object>> = {}): string =>
    PROGRAM({
      never: { name: "kp-a", publicKey: world.keys.a.publicKey },
      identical: {
        name: "kp-a",
        publicKey: `${world.keys.a.publicKey} ours`,
        adopt: "ifIdentical",
        ...changes["identical"],
      },
      otherKey: { name: "kp-b", publicKey: world.keys.a.publicKey, adopt: "ifIdentical" },
      otherScope: { name: "kp-b", publicKey: world.keys.b.publicKey, scope: "account", adopt: "ifIdentical" },
      otherUser: { name: "private", publicKey: world.keys.a.publicKey, adopt: "ifIdentical" },
    });
  world = await bindingWorld("module.exports = {};");
  const { stack, emulator } = world;
  await createKeyPair(await otherHands(emulator, "colleague"), {
    name: "private",
    publicKey: world.keys.a.publicKey,
    scope: "user",
  });
  await stack.setProgram({ javascript: program() });

  const up = await stack.up({ args: ["--continue-on-error"] });
  expect(up.ok).toBe(false);
  const refusals = (name: string): string => toldAbout(up, name, "error");
  expect(refusals("never")).toMatch(
    /"kp-a": a key pair of this name and key exists already, and adopt is "never"\n[\s\S]*next\s+set adopt: "ifIdentical"/,
  );
  expect(refusals("otherKey")).toMatch(
    /"kp-b": a key pair of this name exists already and holds another key\n\s*found\s+key [0-9a-f:]{47}, scope user/,
  );
  expect(refusals("otherScope")).toMatch(
    /"kp-b": a key pair of this name and key exists already in another scope than "account"/,
  );
  expect(refusals("otherUser")).toMatch(
    /"private": the name is taken by a key pair that this IAM user cannot see\n\s*answer\s+400 KPS/,
  );
  expect(toldAbout(up, "identical")).toContain(
    'key pair "kp-a" was there already with the same key: adopted, and kept on delete',
  );
  const { resources } = await stack.state();
  expect(resources.filter(({ type }) => type.endsWith("KeyPair")).map(({ id }) => id)).toEqual(["kp-a"]);

  await stack.setProgram({
    javascript: PROGRAM({ identical: { name: "kp-a", publicKey: world.keys.a.publicKey, adopt: "ifIdentical" } }),
  });
  await expectSettled(stack, 2);
  const destroyed = await stack.destroy();
  expect(destroyed.summary).toEqual({ delete: 2 });
  expect(names()).toEqual(expect.arrayContaining(["kp-a", "kp-b", "private"]));
});
