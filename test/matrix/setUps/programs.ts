import { cp } from "node:fs/promises";
import { join } from "node:path";
import { recordedPrograms } from "../../support/recordedRelease";
import { lockedSdk, run, withManager, withNpm, writePackage } from "./install";
import { packedAs, packLibrary } from "./packages";
import type { InstalledProgram, Place, SetUp } from "./setUp";

/** The same program as the cells run, in plain JavaScript; \`declare\` may also be a library's. */
const DECLARE = `
const pulumi = require("@pulumi/pulumi");
const kps = require("pulumi-huaweicloud-kps");
exports.declare = () => {
  const config = new pulumi.Config();
  const files = config.requireObject("privateKeyFiles");
  const pair = new kps.KeyPair("ops", {
    privateKeyFile: config.require("privateKeyFile"), algorithm: config.require("algorithm"),
  });
  new kps.KeyPairBinding("web", {
    serverId: config.require("serverId"),
    keyPairName: pair.name,
    keyPairFingerprint: pair.fingerprint,
    auth: [{ passwordEnv: "ROOT_PASSWORD" }, ...files.map((privateKeyFile) => ({ privateKeyFile }))],
  });
};
`;
const OWN = {
  "index.js": `require("./declare").declare(); exports.node = process.version;`,
  "declare.js": DECLARE,
};
const OF_LIBRARY = { "index.js": `require("@acme/servers").declare(); exports.node = process.version;` };

const PACKAGE = "pulumi-huaweicloud-kps";

function javascript(folder: string): InstalledProgram {
  return { program: { folder, typescript: false }, modules: join(folder, "node_modules") };
}

/** A program in a folder of its own, with the SDK and what else it depends on. */
async function project(
  { folder }: Place,
  dependencies: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const program = join(folder, "program");
  const all = { "@pulumi/pulumi": await lockedSdk(), ...dependencies };
  await writePackage(program, { main: "index.js", dependencies: all, ...more }, files);
  return program;
}

async function typescriptProgram(
  place: Place,
  more: Readonly<Record<string, unknown>>,
  tools: Readonly<Record<string, string>>,
): Promise<string> {
  const program = await project(place, { [PACKAGE]: `file:${place.tarball}`, ...tools }, {}, more);
  await cp(join(__dirname, "../program/index.ts"), join(program, "index.ts"));
  await withNpm(program, place);
  return program;
}

async function bundled(place: Place, externals: readonly string[]): Promise<InstalledProgram> {
  const folder = await typescriptProgram(place, { main: "dist/index.js" }, { esbuild: "^0.25.0" });
  const flags = ["--bundle", "--platform=node", "--minify", "--outfile=dist/index.js"];
  await run(
    "npx",
    ["--no-install", "esbuild", "index.ts", ...flags, ...externals.map((each) => `--external:${each}`)],
    folder,
    place,
  );
  return javascript(folder);
}

/** Every way in which a program comes to have the package. */
export const programs: readonly SetUp[] = [
  {
    kind: "program",
    name: "pnpm",
    install: async (place) => {
      const folder = await project(place, { [PACKAGE]: `file:${place.tarball}` }, OWN);
      await withManager(folder, place, "pnpm@^10.0.0", ["install", "--no-frozen-lockfile"]);
      return javascript(folder);
    },
  },
  {
    kind: "program",
    name: "pnpm, a library",
    install: async (place) => {
      const library = await packLibrary(place, DECLARE, { [PACKAGE]: `file:${place.tarball}` });
      const folder = await project(place, { "@acme/servers": `file:${library}` }, OF_LIBRARY);
      await withManager(folder, place, "pnpm@^10.0.0", ["install", "--no-frozen-lockfile"]);
      return javascript(folder);
    },
  },
  {
    kind: "program",
    name: "npm, nested in a library",
    install: async (place) => {
      const library = await packLibrary(place, DECLARE, { [PACKAGE]: `file:${place.tarball}` });
      const folder = await project(place, { "@acme/servers": `file:${library}` }, OF_LIBRARY);
      await withNpm(folder, place, ["--install-strategy=nested"]);
      return javascript(folder);
    },
  },
  {
    kind: "program",
    name: "yarn 1",
    install: async (place) => {
      const folder = await project(place, { [PACKAGE]: `file:${place.tarball}` }, OWN);
      await withManager(folder, place, "yarn@^1.22.0", ["install", "--no-lockfile", "--non-interactive"]);
      return javascript(folder);
    },
  },
  {
    kind: "program",
    name: "esbuild, package external",
    install: (place) => bundled(place, ["@pulumi/pulumi", PACKAGE]),
  },
  { kind: "program", name: "esbuild, all but the SDK", install: (place) => bundled(place, ["@pulumi/pulumi"]) },
  {
    kind: "program",
    name: "ES modules with tsx",
    install: async (place) => {
      const folder = await typescriptProgram(place, { main: "index.ts", type: "module" }, { tsx: "^4.0.0" });
      return {
        program: { folder, typescript: false, nodeArguments: "--import=tsx" },
        modules: join(folder, "node_modules"),
      };
    },
  },
  {
    kind: "program",
    name: "two versions in one tree",
    install: async (place) => {
      const other = await packedAs(place, "0.0.9");
      const library = await packLibrary(place, DECLARE, { [PACKAGE]: `file:${other}` });
      const dependencies = { [PACKAGE]: `file:${place.tarball}`, "@acme/servers": `file:${library}` };
      const folder = await project(place, dependencies, OF_LIBRARY);
      await withNpm(folder, place);
      return javascript(folder);
    },
  },
  {
    kind: "upgrade",
    name: "state of 0.1.0",
    install: async (place) => {
      const folder = await project(place, { [PACKAGE]: `file:${place.tarball}` }, {});
      await withNpm(folder, place);
      return { program: { javascript: recordedPrograms.asRecorded }, modules: join(folder, "node_modules") };
    },
  },
];
