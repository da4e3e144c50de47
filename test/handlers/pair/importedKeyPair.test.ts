import { createKeyPair } from "../../../provider/src/client/kps/createKeyPair";
import type { Algorithm } from "../../../provider/src/model/algorithm";
import { generateKeyPair } from "../../../provider/src/operations/keyPair/generateKeyPair";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});

/** Key pairs by the name of their resource, with their inputs. */
const PROGRAM = (pairs: Readonly<Record<string, object>>): Declared[] =>
  Object.entries(pairs).map(([name, inputs]) => ({ kind: "keyPair", name, inputs: { ...inputs } }));

const names = (): string[] => bench.emulator.control.state().keyPairs.map(({ name }) => name);

it("public keys of every kind are imported once, whatever their comments become", async () => {
  const { stack, emulator } = bench;
  const kinds: readonly Algorithm[] = ["rsa-2048", "ecdsa-p256", "ecdsa-p521", "ed25519"];
  const keys = await Promise.all(kinds.map(async (kind) => [kind, (await generateKeyPair(kind)).publicKey] as const));
  const pairs = (write: (key: string) => string): Record<string, object> =>
    Object.fromEntries(keys.map(([kind, key]) => [kind, { name: `ops-${kind}`, publicKey: write(key) }]));
  const first = PROGRAM(pairs((key) => `${key} ops@example.com`));
  expect((await stack.up(first)).summary).toEqual({ create: 4 });
  for (const [kind] of keys) {
    expect(stack.resource(kind).outputs).toMatchObject({ algorithm: kind, managed: false, adopted: false });
  }
  await expectSettled(stack, first);
  await expectSettled(stack, PROGRAM(pairs((key) => `  ${key.replace(" ", "   ")}   another comment \n`)));

  expect((await stack.destroy()).ok).toBe(true);
  expect(names()).toEqual(["kp-a", "kp-b"]);
  const creations = emulator.control.requests().filter(({ operation }) => operation === "CreateKeypair");
  expect(creations).toHaveLength(keys.length);
});

it("another key under the same name replaces the pair, deleted first", async () => {
  const { stack, emulator, keys } = bench;
  const ops = (publicKey: string): Declared[] => PROGRAM({ ops: { name: "ops", publicKey } });
  expect((await stack.up(ops(keys.a.publicKey))).ok).toBe(true);
  expect((await stack.up(ops(keys.b.publicKey))).summary).toEqual({ replace: 1 });
  const held = emulator.control.state().keyPairs.find(({ name }) => name === "ops");
  expect(held?.publicKey).toContain(keys.b.publicKey);
});

it("an identical pair is adopted when the program says so, and kept; what differs is refused with its reason", async () => {
  const { stack, keys } = bench;
  const identical = { name: "kp-a", publicKey: `${keys.a.publicKey} ours`, adopt: "ifIdentical" };
  await createKeyPair(await bench.others("colleague"), {
    name: "private",
    publicKey: keys.a.publicKey,
    scope: "user",
  });
  const up = await stack.up(
    PROGRAM({
      never: { name: "kp-a", publicKey: keys.a.publicKey },
      identical,
      otherKey: { name: "kp-b", publicKey: keys.a.publicKey, adopt: "ifIdentical" },
      otherScope: { name: "kp-b", publicKey: keys.b.publicKey, scope: "account", adopt: "ifIdentical" },
      otherUser: { name: "private", publicKey: keys.a.publicKey, adopt: "ifIdentical" },
    }),
  );
  expect(up.told("never", "error")).toMatch(
    /"kp-a": a key pair of this name and key exists already, and adopt is "never"\n[\s\S]*next\s+set adopt: "ifIdentical"/,
  );
  expect(up.told("otherKey", "error")).toMatch(
    /"kp-b": a key pair of this name exists already and holds another key\n\s*found\s+key [0-9a-f:]{47}, scope user/,
  );
  expect(up.told("otherScope", "error")).toMatch(
    /"kp-b": a key pair of this name and key exists already in another scope than "account"/,
  );
  expect(up.told("otherUser", "error")).toMatch(
    /"private": the name is taken by a key pair that this IAM user cannot see\n\s*answer\s+400 KPS/,
  );
  expect(up.told("identical")).toContain(
    'key pair "kp-a" was there already with the same key: adopted, and kept on delete',
  );
  expect(stack.resources.map(({ id }) => id)).toEqual(["kp-a"]);

  await expectSettled(stack, PROGRAM({ identical }));
  expect((await stack.destroy()).summary).toEqual({ delete: 1 });
  expect(names()).toEqual(expect.arrayContaining(["kp-a", "kp-b", "private"]));
});
