import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";

const root = join(__dirname, "../..");
const registration = z.object({ inputs: z.record(z.string(), z.unknown()), secrets: z.array(z.string()) });

/** What the built package hands to the engine for a fleet, as in a preview with these arguments. */
function registered(args: string): z.infer<typeof registration> {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({ newResource: (args) => ({ id: "id", state: args.inputs }), call: () => ({}) });
    const { CustomResource } = pulumi;
    const kps = require("pulumi-huaweicloud-kps");
    const monitor = pulumi.runtime.getMonitor();
    const { registerResource } = monitor;
    monitor.registerResource = (request, done) => {
      const inputs = request.getObject().toJavaScript();
      if (request.getType().includes("KeyPairFleet")) {
        process.stdout.write(JSON.stringify({ inputs, secrets: request.getAdditionalsecretoutputsList() }));
      }
      return registerResource.call(monitor, request, done);
    };
    new kps.KeyPairFleet("f", ${args});
  `;
  const options = { cwd: join(root, "examples/quickstart"), encoding: "utf8" } as const;
  return registration.parse(JSON.parse(execFileSync(process.execPath, ["-e", script], options)));
}

const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const secret = (value: unknown): unknown =>
  expect.objectContaining({ value, "4dabf18193072939515e22adb298388d": SECRET });

it("makes each auth that holds material secret, and leaves ids readable", () => {
  const { inputs, secrets } = registered(`{
    servers: ["s-1", { serverId: "s-2", auth: { password: "hush" } }, { serverId: "s-3", auth: { passwordEnv: "P" } }],
    keyPairName: "ops",
    auth: [{ privateKey: "hush" }],
  }`);
  expect(inputs["servers"]).toEqual([
    "s-1",
    { serverId: "s-2", auth: secret({ password: "hush" }) },
    { serverId: "s-3", auth: { passwordEnv: "P" } },
  ]);
  expect(inputs["auth"]).toEqual(secret([{ privateKey: "hush" }]));
  expect(secrets.sort()).toEqual(["auth", "remembered", "servers", "triggersKey"]);
});

it("keeps servers readable in outputs where they hold no auth", () => {
  const { secrets } = registered(
    `{ servers: ["s-1", { serverId: "s-2", auth: { hosted: true } }], keyPairName: "ops" }`,
  );
  expect(secrets.sort()).toEqual(["auth", "remembered", "triggersKey"]);
});

it("takes a list that is not known before for one that may hold auth", () => {
  const { inputs, secrets } = registered(`{
    servers: pulumi.output(Promise.resolve(["s-1", { serverId: "s-2", auth: { password: "hush" } }])),
    keyPairName: "ops",
  }`);
  expect(JSON.stringify(inputs["servers"])).toContain("s-1");
  expect(secrets).toContain("servers");
});

it("keeps known entries known beside those that are not", () => {
  const { inputs } = registered(`{
    servers: ["s-1", new pulumi.Output([], Promise.resolve("?"), Promise.resolve(false), Promise.resolve(false), Promise.resolve([]))],
    keyPairName: "ops",
  }`);
  expect(inputs["servers"]).toEqual(["s-1", expect.anything()]);
});

it.each([["undefined"], ["null"], [`"s-1"`], [`pulumi.output("s-1")`], [`{ serverId: "s-1" }`]])(
  "hands on servers that are no list, as the provider says so: %s",
  (servers) => {
    const { inputs } = registered(`{ servers: ${servers}, keyPairName: "ops" }`);
    expect(inputs["keyPairName"]).toBe("ops");
    expect(Array.isArray(inputs["servers"])).toBe(false);
  },
);
