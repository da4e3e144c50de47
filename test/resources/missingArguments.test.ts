import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

it.each([
  ["KeyPair", "undefined"],
  ["KeyPair", "null"],
  ["KeyPairBinding", "undefined"],
  ["KeyPairBinding", "null"],
  ["KeyPairFleet", "undefined"],
  ["DmsTaskGate", "null"],
  ["Provider", "null"],
])("a %s whose arguments are %s is registered, so that the provider says what is missing", (type, args) => {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    const newResource = (resource) => {
      process.stdout.write(resource.name);
      return { id: "id", state: resource.inputs };
    };
    pulumi.runtime.setMocks({ newResource, call: () => ({}) });
    const kps = require("pulumi-huaweicloud-kps");
    new kps.${type}("declared", ${args});
  `;
  const options = { cwd: join(root, "examples/quickstart"), encoding: "utf8" } as const;
  expect(execFileSync(process.execPath, ["-e", script], options)).toBe("declared");
});
