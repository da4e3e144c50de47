import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";

const bundle = (name: string): string => join(__dirname, `../../provider/dist/bundle/${name}.js`);

/** Modules that a statement loads in a process of its own, beside those of the SDK; paths within the repository. */
function loaded(statement: string): string[] {
  const script = `
    require("@pulumi/pulumi");
    const before = new Set(Object.keys(require.cache));
    ${statement};
    process.stdout.write(JSON.stringify(Object.keys(require.cache).filter((path) => !before.has(path))));
  `;
  const cwd = join(__dirname, "../../examples/quickstart");
  return JSON.parse(execFileSync(process.execPath, ["-e", script], { cwd, encoding: "utf8" })) as string[];
}

test("a program that imports the package loads its classes and names, no HTTP client, no schemas, no key library", () => {
  const paths = loaded(`require("pulumi-huaweicloud-kps")`);
  expect(paths).toEqual([bundle("index")]);
  expect(statSync(bundle("index")).size).toBeLessThan(60_000);
});

test("the provider process loads one file, and with the SDK's protocol nothing more", () => {
  const paths = loaded(`require("pulumi-huaweicloud-kps/runtime")`);
  expect(paths.filter((path) => !path.includes("@pulumi"))).toEqual([bundle("runtime")]);
});

test("the first function that is called loads one file more", () => {
  const paths = loaded(`require("pulumi-huaweicloud-kps").getTask("t").catch(() => undefined)`);
  expect(paths.filter((path) => path.includes("bundle"))).toEqual([bundle("index"), bundle("calls")]);
});
