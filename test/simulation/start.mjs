// `npm run test:simulation`: the simulator as one file. Translated module by module as it is loaded, each closure would get
// its name at run time, and a history would take a third longer.
import { buildSync } from "esbuild";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Below node_modules: what is not in the file is found from there.
const folder = mkdtempSync(join(root, "node_modules", `.simulation-${process.pid}-`));
const remove = () => rmSync(folder, { recursive: true, force: true });
// Arguments that are refused end the process before `finally`.
process.once("exit", remove);
try {
  const outfile = join(folder, "main.cjs");
  buildSync({
    entryPoints: [join(root, "test/simulation/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // The emulator loads it for its SSH endpoints only.
    external: ["ssh2"],
    logLevel: "error",
  });
  createRequire(import.meta.url)(outfile);
} finally {
  remove();
}
