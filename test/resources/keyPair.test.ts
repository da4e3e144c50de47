import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { z } from "zod";

const root = join(__dirname, "../..");
const registration = z.object({ inputs: z.record(z.string(), z.unknown()), error: z.string().optional() });

/** What the built package hands to the engine for a key pair, or the error its constructor throws. */
function registered(declaration: string): z.infer<typeof registration> {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({
      newResource: (args) => {
        process.stdout.write(JSON.stringify({ inputs: args.inputs }));
        return { id: "id", state: args.inputs };
      },
      call: () => ({}),
    });
    const kps = require("pulumi-huaweicloud-kps");
    try { ${declaration} } catch (error) { process.stdout.write(JSON.stringify({ inputs: {}, error: error.message })); }
  `;
  const options = { cwd: join(root, "examples/quickstart"), encoding: "utf8" } as const;
  return registration.parse(JSON.parse(execFileSync(process.execPath, ["-e", script], options)));
}

it("passes the inputs on, with its URN and with customTimeouts as timeouts", () => {
  const { inputs } = registered(`new kps.KeyPair("p", { name: "ops", privateKeyFile: "id", timeouts: { update: "1m" } },
    { customTimeouts: { create: "5m", update: "9m" } });`);
  expect(inputs).toMatchObject({
    name: "ops",
    privateKeyFile: "id",
    timeouts: { create: "5m", update: "1m" },
    resourceUrn: expect.stringMatching(/::pulumi-nodejs:dynamic\/kps:KeyPair::p$/) as unknown,
  });
  expect(Object.keys(inputs).sort()).toEqual(["__provider", "name", "privateKeyFile", "resourceUrn", "timeouts"]);
});

it("takes customTimeouts for a step whose time in timeouts is not set", () => {
  const { inputs } = registered(`new kps.KeyPair("p", { timeouts: { create: undefined, update: null, delete: "1m" } },
    { customTimeouts: { create: "5m", update: "9m", delete: "9m" } });`);
  expect(inputs["timeouts"]).toEqual({ create: "5m", update: "9m", delete: "1m" });
});

it.each([
  ["an output", `pulumi.output({ create: "45m" })`, { create: "45m", update: "9m" }],
  ["a text", `"45m"`, "45m"],
])("takes timeouts that are %s for what they are", (_, timeouts, passed) => {
  const { inputs } = registered(
    `new kps.KeyPair("p", { timeouts: ${timeouts} }, { customTimeouts: { update: "9m" } });`,
  );
  expect(inputs["timeouts"]).toEqual(passed);
});

it("makes keyProtection secret, whatever the program did", () => {
  const { inputs } = registered(`
    new kps.KeyPair("p", { publicKey: "k", keyProtection: { privateKey: "hush", encryption: { type: "default" } } });`);
  expect(inputs["keyProtection"]).toMatchObject({ value: { privateKey: "hush" } });
});

it("points to adoption instead of the import option", () => {
  const { error } = registered(`new kps.KeyPair("p", { exposePrivateKey: true }, { import: "ops" });`);
  expect(error).toBe(
    'KeyPair: the option "import" is not possible for dynamic resources; declare it with its name and publicKey and adopt: "ifIdentical"',
  );
});
