import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

let text: Promise<string> | undefined;

/** The `__provider` text that the built package puts into the state of every KeyPairBinding. */
export function bindingStub(): Promise<string> {
  text ??= serialised();
  return text;
}

async function serialised(): Promise<string> {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({
      newResource: (args) => {
        process.stdout.write(args.inputs.__provider);
        return { id: "id", state: args.inputs };
      },
      call: () => ({}),
    });
    const kps = require("pulumi-huaweicloud-kps");
    new kps.KeyPairBinding("b", { serverId: "s", keyPairName: "k" });
  `;
  const cwd = join(__dirname, "../..");
  return (await promisify(execFile)(process.execPath, ["-e", script], { cwd })).stdout;
}
