import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";

let world: BindingWorld;

afterEach(() => world.close());

const keyOf = (serverId: string): string | undefined =>
  world.emulator.control.state().servers.find(({ id }) => id === serverId)?.keyPairName;

const AUTH = `auth: [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }]`;

const ONE = (name: string, more = ""): string => `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("${name}", { serverId: "${SERVERS.one}", keyPairName: "kp-a", ${AUTH} }${more});
`;

it("two bindings inside one component are created, stay and go", async () => {
  world = await bindingWorld(`
    const pulumi = require("@pulumi/pulumi");
    const kps = require("pulumi-huaweicloud-kps");
    class Fleet extends pulumi.ComponentResource {
      constructor(name) {
        super("test:index:Fleet", name);
        for (const serverId of ["${SERVERS.one}", "${SERVERS.two}"]) {
          new kps.KeyPairBinding(name + "-" + serverId, { serverId, keyPairName: "kp-a", ${AUTH} }, { parent: this });
        }
      }
    }
    new Fleet("fleet");
  `);
  const created = await world.stack.up();
  expect(created.summary).toMatchObject({ create: 4 });
  const rows = created.diagnostics.filter(({ ephemeral }) => ephemeral);
  expect(rows.some(({ urn, message }) => urn.includes("Fleet$") && message.includes("BIND web-2"))).toBe(true);
  expect((await world.stack.up()).summary).toEqual({ same: 4 });
  expect((await world.stack.destroy()).ok).toBe(true);
  expect([keyOf(SERVERS.one), keyOf(SERVERS.two)]).toEqual([undefined, undefined]);
});

it("a plan saved by preview is kept by up", async () => {
  world = await bindingWorld(ONE("one"));
  const plan = `${world.stack.directory}/plan.json`;
  expect((await world.stack.preview({ args: ["--save-plan", plan] })).ok).toBe(true);
  const up = await world.stack.up({ args: ["--plan", plan] });
  expect(up.stderr + up.stdout).not.toContain("violates plan");
  expect(up.ok).toBe(true);
  expect(keyOf(SERVERS.one)).toBe("kp-a");
});

it("--replace leaves the server bound, and the successor is adopted", async () => {
  world = await bindingWorld(ONE("one"));
  await world.stack.up();
  const { urn } = (await world.stack.state()).resource("one");
  const replaced = await world.stack.up({ args: ["--replace", urn] });
  expect(replaced.ok).toBe(true);
  expect(keyOf(SERVERS.one)).toBe("kp-a");
  expect((await world.stack.state()).resource("one").outputs).toMatchObject({ phase: "bound", adopted: true });
  expect(acceptedPosts(world.emulator)).toEqual(["AssociateKeypair kp-a"]);
});

it("a rename without alias leaves the server bound, and the successor is adopted", async () => {
  world = await bindingWorld(ONE("one"));
  await world.stack.up();
  await world.stack.setProgram({ javascript: ONE("renamed") });
  const renamed = await world.stack.up();
  expect(renamed.summary).toMatchObject({ create: 1, delete: 1 });
  expect(keyOf(SERVERS.one)).toBe("kp-a");
  expect((await world.stack.state()).resource("renamed").outputs).toMatchObject({ phase: "bound", adopted: true });
  expect(acceptedPosts(world.emulator)).toEqual(["AssociateKeypair kp-a"]);
});

it("another server is bound before the old one is let go", async () => {
  world = await bindingWorld(ONE("one"));
  await world.stack.up();
  await world.stack.setProgram({ javascript: ONE("one").replace(SERVERS.one, SERVERS.two) });
  const moved = await world.stack.up();
  expect(moved.ok).toBe(true);
  expect([keyOf(SERVERS.one), keyOf(SERVERS.two)]).toEqual([undefined, "kp-a"]);
  const posts = world.emulator.control
    .requests()
    .filter(({ accepted, operation }) => accepted && /ssociateKeypair$/.test(operation));
  expect(posts.map(({ operation, serverId }) => `${operation} ${String(serverId)}`)).toEqual([
    `AssociateKeypair ${SERVERS.one}`,
    `AssociateKeypair ${SERVERS.two}`,
    `DisassociateKeypair ${SERVERS.one}`,
  ]);
  expect((await world.stack.up()).summary).toEqual({ same: 2 });
});

it("retainOnDelete sends nothing, and a removed binding is unbound", async () => {
  world = await bindingWorld(ONE("one", ", { retainOnDelete: true }"));
  await world.stack.up();
  await world.stack.destroy();
  expect(keyOf(SERVERS.one)).toBe("kp-a");
  world.emulator.control.putServer(SERVERS.one, { keyPairName: null });
  await world.stack.setProgram({ javascript: ONE("one") });
  await world.stack.up();
  await world.stack.setProgram({ javascript: "module.exports = {};" });
  expect((await world.stack.up()).summary).toMatchObject({ delete: 1 });
  expect(keyOf(SERVERS.one)).toBeUndefined();
});

it("bad input is said in the preview, naming property and fix, and nothing is sent", async () => {
  world = await bindingWorld(`
    const kps = require("pulumi-huaweicloud-kps");
    new kps.KeyPairBinding("bad", {
      serverId: "${SERVERS.one}", keyPairName: "kp a", port: 0, timeouts: { create: "soon" },
      auth: { password: "hunter2", privateKeyEnv: "KEY_A" },
    });
  `);
  const preview = await world.stack.preview();
  expect(preview.ok).toBe(false);
  const text = preview.diagnostics.map(({ message }) => message).join("\n");
  expect(text).toMatch(/keyPairName[\s\S]*is not the name of a key pair/);
  expect(text).toMatch(/has password and privateKeyEnv at once/);
  expect(text).toMatch(/port[\s\S]*1 to 65535/);
  expect(text).toMatch(/timeouts.create[\s\S]*such as "30m"/);
  expect(text).not.toContain("hunter2");
  expect(world.emulator.control.requests()).toEqual([]);
});

it("two resources that bind one server get one warning that names both", async () => {
  world = await bindingWorld(
    ONE("one") + ONE("two").replace("const kps", "const again").replace("new kps", "new again"),
  );
  const preview = await world.stack.preview();
  const warnings = preview.diagnostics.filter(({ severity }) => severity === "warning");
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.message).toMatch(/server-1 is bound by two resources, this one and urn:.*::(one|two)/);
});
