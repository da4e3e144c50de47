import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** What each of a provider's methods gives, or throws, and what the host would print of that under the stack's row. */
export type Evaluated = Readonly<
  Record<string, { readonly gives?: unknown; readonly message?: string; printed?: string }>
>;

const script = `
  const Module = require("node:module");
  const module = new Module("");
  module.paths = Module._nodeModulePaths(process.cwd());
  module._compile(process.env.STUB, "");
  (async () => {
    const provider = module.exports.handler();
    await provider.configure({ config: new Map() });
    const found = {};
    for (const method of ["check", "diff", "create", "read", "update", "delete"]) {
      try {
        found[method] = { gives: await provider[method]?.("id", {}, {}) };
      } catch (error) {
        found[method] = { message: error.message, printed: error + ": " + error.stack };
      }
    }
    process.stdout.write(JSON.stringify(found));
  })();
`;

/** Evaluates a stub as the provider host does, in a process of its own whose working folder is the program's. */
export async function evaluateStub(text: string, cwd: string): Promise<Evaluated> {
  const options = { cwd, env: { PATH: process.env["PATH"], STUB: text } };
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], options);
  return JSON.parse(stdout) as Evaluated;
}
