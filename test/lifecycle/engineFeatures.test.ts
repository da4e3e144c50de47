import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";

let bench: EngineBench;

afterEach(() => bench.close());

const keyOf = (serverId: string): string | undefined =>
  bench.emulator.control.state().servers.find(({ id }) => id === serverId)?.keyPairName;

const AUTH = `auth: [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }]`;

/** Bindings inside one component, as servers by name; `options` of each, and what stands after them. */
const COMPONENT = (servers: Readonly<Record<string, string>>, options = "{}", more = ""): string => `
  const pulumi = require("@pulumi/pulumi");
  const kps = require("pulumi-huaweicloud-kps");
  class Fleet extends pulumi.ComponentResource {
    constructor(name) {
      super("test:index:Fleet", name);
      for (const [row, serverId] of Object.entries(${JSON.stringify(servers)})) {
        new kps.KeyPairBinding(row, { serverId, keyPairName: "kp-a", ${AUTH} }, { parent: this, ...${options} });
      }
    }
  }
  new Fleet("fleet");
  ${more}
`;

it("components, plans, --replace, renaming, another server and retainOnDelete do what Pulumi says, with as few POSTs", async () => {
  const two = { a: SERVERS.one, b: SERVERS.two };
  const again = `new kps.KeyPairBinding("again", { serverId: "${SERVERS.one}", keyPairName: "kp-a", ${AUTH} });`;
  bench = await engineBench(COMPONENT(two, "{}", again));
  const { stack, emulator } = bench;
  const warnings = (await stack.preview()).diagnostics.filter(({ severity }) => severity === "warning");
  expect(warnings).toHaveLength(1);
  expect(warnings[0]?.message).toMatch(/server-1 is bound by two resources, this one and urn:.*::(a|again)/);

  await stack.setProgram({ javascript: COMPONENT(two) });
  const plan = `${stack.directory}/plan.json`;
  expect((await stack.preview({ args: ["--save-plan", plan] })).ok).toBe(true);
  const planned = await stack.up({ args: ["--plan", plan] });
  expect(planned.stderr + planned.stdout).not.toContain("violates plan");
  expect(planned.summary).toEqual({ create: 4 });
  const rows = planned.diagnostics.filter(({ ephemeral }) => ephemeral);
  expect(rows.some(({ urn, message }) => urn.includes("Fleet$") && message.includes("BIND web-2"))).toBe(true);
  expect([keyOf(SERVERS.one), keyOf(SERVERS.two)]).toEqual(["kp-a", "kp-a"]);

  const { urn } = (await stack.state()).resource("a");
  expect((await stack.up({ args: ["--replace", urn] })).summary).toMatchObject({ same: 3, replace: 1 });
  expect((await stack.state()).resource("a").outputs).toMatchObject({ phase: "bound", adopted: true });

  // One row is renamed without an alias, the other gets another server, which is bound before the old one is let go.
  const changed = { renamed: SERVERS.one, b: SERVERS.stopped };
  await stack.setProgram({ javascript: COMPONENT(changed) });
  expect((await stack.up()).summary).toMatchObject({ same: 2, create: 1, delete: 1, replace: 1 });
  expect((await stack.state()).resource("renamed").outputs).toMatchObject({ phase: "bound", adopted: true });
  const keys = (): unknown[] => [SERVERS.one, SERVERS.two, SERVERS.stopped].map(keyOf);
  expect(keys()).toEqual(["kp-a", undefined, "kp-a"]);

  await stack.setProgram({ javascript: COMPONENT(changed, "{ retainOnDelete: true }") });
  expect((await stack.up()).summary).toEqual({ same: 4 });
  await stack.setProgram({ javascript: "module.exports = {};" });
  expect((await stack.up()).ok).toBe(true);
  expect(keys()).toEqual(["kp-a", undefined, "kp-a"]);
  const posts = emulator.control
    .requests()
    .filter(({ accepted, operation }) => accepted && /ssociateKeypair$/.test(operation))
    .map(({ operation, serverId }) => `${operation} ${String(serverId)}`);
  expect(posts.slice(0, 2).sort()).toEqual([`AssociateKeypair ${SERVERS.one}`, `AssociateKeypair ${SERVERS.two}`]);
  expect(posts.slice(2)).toEqual([`AssociateKeypair ${SERVERS.stopped}`, `DisassociateKeypair ${SERVERS.two}`]);
});
