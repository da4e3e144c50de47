import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const script = `
  const pulumi = require("@pulumi/pulumi");
  pulumi.runtime.setMocks({
    newResource: ({ inputs }) => {
      process.stdout.write(inputs.__provider);
      return { id: "id", state: inputs };
    },
    call: () => ({}),
  });
  const { KeyPairBinding } = require("pulumi-huaweicloud-kps");
  new KeyPairBinding("binding", { serverId: "server", keyPairName: "pair" });
`;

/** The `__provider` text of a KeyPairBinding, as the built package hands it to the engine. */
export async function bindingStub(): Promise<string> {
  const cwd = resolve(__dirname, "../../examples/quickstart");
  return (await promisify(execFile)(process.execPath, ["-e", script], { cwd })).stdout;
}
