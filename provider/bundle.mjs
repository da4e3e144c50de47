// Makes the files that are published, each with its dependencies in it: what `npm run build` adds to the compiler's output,
// of which only the typings are published. Each file is loaded on its own: by a program, by state, by the first function
// that a program calls, by the command. `node bundle.mjs`.
import { build } from "esbuild";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const outdir = join(here, "dist/bundle");

/** What a program loads: its own copy of Pulumi is the one to talk to. */
const besideProgram = { external: ["@pulumi/pulumi", "../bundle/calls"] };
/** What stands alone: gRPC and the messages of the engine are in it, the root of Pulumi's SDK is not. */
const alone = { external: [] };

/** The files to make, each from the module it begins with. */
const entries = [
  { name: "index", from: "src/index.ts", ...besideProgram },
  { name: "onPlugin", from: "src/onPlugin/index.ts", ...besideProgram },
  { name: "runtime", from: "src/runtime.ts", ...besideProgram },
  { name: "calls", from: "src/calls.ts", ...besideProgram },
  { name: "cli", from: "src/cli/main.ts", ...besideProgram },
  { name: "plugin", from: "src/plugin/main.ts", ...alone },
];

/** As `z` zod brings everything it has, messages in fifty languages included; as a namespace only what is used. */
const zodAsUsed = {
  name: "zod-as-used",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      return { loader: "ts", contents: text.replace(/^import \{ z \} from "zod";$/m, 'import * as z from "zod";') };
    });
  },
};

/**
 * Proxies that a script names need an interpreter of JavaScript and half a megabyte. What stands in for them fails with a
 * code that `transport/sendFailure.ts` knows.
 */
const withoutProxyScripts = {
  name: "without-proxy-scripts",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^pac-proxy-agent$/ }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /^pac-proxy-agent$/, namespace: "left-out" }, () => ({
      contents: `exports.PacProxyAgent = class {
        constructor() { throw Object.assign(new Error("no proxy scripts"), { code: "ERR_PROXY_SCRIPT" }); }
      };`,
    }));
  },
};

const bundle = ({ name, from, external }) =>
  build({
    entryPoints: { [name]: join(here, from) },
    outdir,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external,
    plugins: [zodAsUsed, withoutProxyScripts],
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: "linked",
    sourcesContent: true,
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
const built = await Promise.all(entries.map(bundle));

/** The folder of each package that is in the files. */
const packages = new Set(
  built
    .flatMap(({ metafile }) => Object.keys(metafile.inputs))
    .flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(resolve(path))?.[0] ?? []),
);
const licences = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), "utf8").trim();
  return `${name} ${version}\n\n${text}\n`;
});
writeFileSync(
  join(outdir, "LICENSES.txt"),
  `The files beside this one contain these packages.\n\n${licences.join(`\n${"-".repeat(80)}\n\n`)}`,
);

// What npm shows of the package.
copyFileSync(join(here, "../README.md"), join(here, "README.md"));
