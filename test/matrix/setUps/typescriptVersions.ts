import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { lockedSdk, run, withNpm, writePackage } from "./install";
import type { Place, SetUp } from "./setUp";

/** Lines of TypeScript that programs are compiled with. */
const VERSIONS = ["5.0", "5.2", "5.4", "5.6", "5.8", "6.0"];

/** The ways to look for modules that Pulumi's templates have had. */
const RESOLUTIONS = [
  { module: "node16", moduleResolution: "node16" },
  { module: "commonjs", moduleResolution: "node" },
];

/** Good and bad programs, compiled by every line of TypeScript that is supported. */
export const typescriptVersions: SetUp = {
  kind: "tests",
  name: "TypeScript 5.0 to 6.0",
  run: async (place: Place) => {
    const dependencies = {
      "@pulumi/pulumi": await lockedSdk(),
      "@types/node": "^20.19.0",
      "pulumi-huaweicloud-kps": `file:${place.tarball}`,
      ...Object.fromEntries(VERSIONS.map((version) => [`typescript-${version}`, `npm:typescript@~${version}.0`])),
    };
    await writePackage(place.folder, { dependencies }, {});
    await cp(join(__dirname, "../program/typings.ts"), join(place.folder, "typings.ts"));
    await withNpm(place.folder, place, ["--legacy-peer-deps"]);
    for (const version of VERSIONS) {
      for (const resolution of RESOLUTIONS) {
        await writeFile(join(place.folder, "tsconfig.json"), tsconfig(version, resolution));
        await run("node", [`node_modules/typescript-${version}/bin/tsc`, "--pretty", "false"], place.folder, place);
      }
    }
  },
};

function tsconfig(version: string, resolution: (typeof RESOLUTIONS)[number]): string {
  const all = { strict: true, target: "es2020", types: ["node"], noEmit: true, skipLibCheck: true, ...resolution };
  // TypeScript 6 takes the older way only with a word that TypeScript 5.0 to 5.4 refuses.
  const compilerOptions = version === "6.0" ? { ...all, ignoreDeprecations: "6.0" } : all;
  return JSON.stringify({ compilerOptions, files: ["typings.ts"] });
}
