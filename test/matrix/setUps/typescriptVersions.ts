import { cp } from "node:fs/promises";
import { join } from "node:path";
import { lockedSdk, run, withNpm, writePackage } from "./install";
import type { Place, SetUp } from "./setUp";

/** Lines of TypeScript that programs are compiled with; each has its own `moduleResolution` for CommonJS. */
const VERSIONS = ["5.0", "5.2", "5.4", "5.6", "5.8", "6.0"];

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
    const compilerOptions = {
      strict: true,
      target: "es2020",
      module: "node16",
      moduleResolution: "node16",
      types: ["node"],
    };
    const tsconfig = JSON.stringify({
      compilerOptions: { ...compilerOptions, noEmit: true, skipLibCheck: true },
      files: ["typings.ts"],
    });
    await writePackage(place.folder, { dependencies }, { "tsconfig.json": tsconfig });
    await cp(join(__dirname, "../program/typings.ts"), join(place.folder, "typings.ts"));
    await withNpm(place.folder, place, ["--legacy-peer-deps"]);
    for (const version of VERSIONS) {
      await run("node", [`node_modules/typescript-${version}/bin/tsc`, "--pretty", "false"], place.folder, place);
    }
  },
};
