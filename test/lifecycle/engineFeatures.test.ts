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

it("a plan is kept, and after --replace or a rename without alias the successor adopts what is bound", async () => {
  world = await bindingWorld(ONE("one"));
  const { stack, emulator } = world;
  const plan = `${stack.directory}/plan.json`;
  expect((await stack.preview({ args: ["--save-plan", plan] })).ok).toBe(true);
  const planned = await stack.up({ args: ["--plan", plan] });
  expect(planned.stderr + planned.stdout).not.toContain("violates plan");
  expect(planned.ok).toBe(true);
  expect(keyOf(SERVERS.one)).toBe("kp-a");

  const { urn } = (await stack.state()).resource("one");
  expect((await stack.up({ args: ["--replace", urn] })).ok).toBe(true);
  expect((await stack.state()).resource("one").outputs).toMatchObject({ phase: "bound", adopted: true });
  await stack.setProgram({ javascript: ONE("renamed") });
  expect((await stack.up()).summary).toMatchObject({ create: 1, delete: 1 });
  expect((await stack.state()).resource("renamed").outputs).toMatchObject({ phase: "bound", adopted: true });
  expect(keyOf(SERVERS.one)).toBe("kp-a");
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a"]);
});

it("another server is bound before the old one is let go, and retainOnDelete sends nothing", async () => {
  world = await bindingWorld(ONE("one"));
  const { stack, emulator } = world;
  await stack.up();
  const elsewhere = (more = ""): string => ONE("one", more).replace(SERVERS.one, SERVERS.two);
  await stack.setProgram({ javascript: elsewhere() });
  expect((await stack.up()).ok).toBe(true);
  expect([keyOf(SERVERS.one), keyOf(SERVERS.two)]).toEqual([undefined, "kp-a"]);
  await stack.setProgram({ javascript: elsewhere(", { retainOnDelete: true }") });
  expect((await stack.up()).summary).toEqual({ same: 2 });
  await stack.setProgram({ javascript: "module.exports = {};" });
  expect((await stack.up()).ok).toBe(true);
  const posts = emulator.control
    .requests()
    .filter(({ accepted, operation }) => accepted && /ssociateKeypair$/.test(operation));
  expect(posts.map(({ operation, serverId }) => `${operation} ${String(serverId)}`)).toEqual([
    `AssociateKeypair ${SERVERS.one}`,
    `AssociateKeypair ${SERVERS.two}`,
    `DisassociateKeypair ${SERVERS.one}`,
  ]);
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
