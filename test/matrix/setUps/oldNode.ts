import { join } from "node:path";
import { installNode } from "../installNode";
import { lockedSdk, run, withNpm, writePackage } from "./install";
import type { SetUp } from "./setUp";

/** The last ones before each line of Node.js that the package is made for. */
const TOO_OLD = ["18.20.8", "20.18.3", "22.11.0"];

/** Loads and starts what is loaded or started first, and exits with 1 unless each refuses in the one sentence. */
const SCRIPT = `
  const { spawnSync } = require("node:child_process");
  const sentence = "pulumi-huaweicloud-kps needs Node.js 20.19, 22.12 or newer; this is " + process.versions.node;
  for (const name of ["pulumi-huaweicloud-kps", "pulumi-huaweicloud-kps/runtime"]) {
    let said = "it was loaded";
    try { require(name); } catch (error) { said = error.message; }
    if (said !== sentence + " (" + process.execPath + ")") {
      console.log(name + " on " + process.version + ": " + said);
      process.exitCode = 1;
    }
  }
  for (const name of ["huaweicloud-kps.js", "pulumi-resource-kps"]) {
    const file = "node_modules/pulumi-huaweicloud-kps/bin/" + name;
    const { stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
    if (stderr !== sentence + " (" + process.execPath + ")\\n") {
      console.log(name + " on " + process.version + ": " + stderr.slice(0, 1000));
      process.exitCode = 1;
    }
  }
`;

/** Nobody who has a Node.js that is too old is left with a syntax error, or with the words of a dependency. */
export const oldNode: SetUp = {
  kind: "tests",
  name: "Node.js that is too old",
  run: async (place) => {
    const program = join(place.folder, "program");
    const dependencies = {
      "@pulumi/pulumi": await lockedSdk(),
      "pulumi-huaweicloud-kps": `file:${place.tarball}`,
    };
    await writePackage(program, { dependencies }, {});
    await withNpm(program, place);
    for (const version of TOO_OLD) {
      const node = await installNode(version, join(place.folder, `node-${version}`));
      await run(join(node, "node"), ["-e", SCRIPT], program, place);
    }
  },
};
