import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(__dirname, "../..");

it.each([
  [
    "pulumi-huaweicloud-kps",
    "pulumi-huaweicloud-kps/plugin",
    'is one of "kps", and this resource needs one of "pulumi-nodejs"',
  ],
  [
    "pulumi-huaweicloud-kps/plugin",
    "pulumi-huaweicloud-kps",
    'is one of "pulumi-nodejs", and this resource needs one of "kps"',
  ],
  ["pulumi-huaweicloud-kps", "pulumi-huaweicloud-kps", "registered"],
  ["pulumi-huaweicloud-kps/plugin", "pulumi-huaweicloud-kps/plugin", "registered"],
])("a resource of %s with a Provider of %s: %s", (resources, providers, told) => {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs }), call: () => ({}) });
    const provider = new (require("${providers}").Provider)("south", { region: "cn-south-1" });
    try {
      new (require("${resources}").KeyPair)("ops", { exposePrivateKey: true }, { provider });
      process.stdout.write("registered");
    } catch (error) {
      process.stdout.write(error.message);
    }
  `;
  const options = { cwd: join(root, "examples/quickstart"), encoding: "utf8" } as const;
  expect(execFileSync(process.execPath, ["-e", script], options)).toContain(told);
});
