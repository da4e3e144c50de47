// Makes the files of the package that have their dependencies in them: what `npm run build` adds to the compiler's output.
// Each is loaded on its own: by state, by the first function that a program calls, by the command. `node bundle.mjs`.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The files to make, each from the module it begins with. */
const entries = {
  runtime: "src/runtime.ts",
  calls: "src/calls.ts",
  cli: "src/cli/main.ts",
};

await build({
  entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, here(path)])),
  outdir: here("dist/bundle"),
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  // The program's own copy of Pulumi is the one to talk to; a proxy that is found by a script (PAC) is not supported.
  external: ["@pulumi/pulumi", "pac-proxy-agent"],
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: "linked",
  sourcesContent: true,
  legalComments: "none",
  logLevel: "warning",
});
