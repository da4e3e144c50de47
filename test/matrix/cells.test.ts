import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { cells } from "./cells";

const manifest = z.object({
  engines: z.object({ node: z.string() }),
  peerDependencies: z.object({ "@pulumi/pulumi": z.string() }),
});
const provider = manifest.parse(JSON.parse(readFileSync(resolve(__dirname, "../../provider/package.json"), "utf8")));

/** The lowest version of each part of a range such as `^20.19.0 || >=22.12.0`. */
function lowestOf(range: string): string[] {
  return range.split("||").flatMap((part) => /\d+\.\d+\.\d+/.exec(part)?.[0] ?? []);
}

it("the lowest promised versions are cells", () => {
  const nodes = lowestOf(provider.engines.node);
  expect(nodes.length).toBeGreaterThan(0);
  expect(cells.map(({ node }) => node)).toEqual(expect.arrayContaining(nodes));
  const sdks = lowestOf(provider.peerDependencies["@pulumi/pulumi"]);
  expect(sdks).toHaveLength(1);
  expect(cells.map(({ sdk }) => sdk)).toEqual(expect.arrayContaining(sdks));
});

it("the newest ones, what the other tests run on, and both module settings are cells", () => {
  expect(cells.map(({ node }) => node)).toEqual(expect.arrayContaining(["this", "22", "24"]));
  expect(cells.map(({ sdk }) => sdk)).toEqual(expect.arrayContaining(["locked", "latest"]));
  expect(new Set(cells.map(({ typescript }) => typescript))).toEqual(new Set(["5.9", "6.0.3"]));
  expect(new Set(cells.map(({ modules }) => modules))).toEqual(new Set(["commonjs", "nodenext"]));
});
