import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * The `__provider` text that the built package hands to the engine for one resource, declared in one statement; `kps` is
 * the package.
 */
export async function stubText(declaration: string): Promise<string> {
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
    ${declaration}
  `;
  const cwd = join(__dirname, "../../examples/quickstart");
  return (await promisify(execFile)(process.execPath, ["-e", script], { cwd })).stdout;
}
