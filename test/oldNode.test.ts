import { readFileSync } from "node:fs";
import { join } from "node:path";
import { oldNodeFault } from "../provider/src/oldNode";

it.each(["16.20.2", "18.20.4", "20.18.3", "21.7.3", "22.11.0"])("Node.js %s is refused in one sentence", (version) => {
  expect(oldNodeFault(version)).toBe(
    `pulumi-huaweicloud-kps needs Node.js 20.19, 22.12 or newer; this is ${version} (${process.execPath})`,
  );
});

it.each(["20.19.0", "20.20.2", "22.12.0", "23.0.0", "24.21.0", "26.1.0"])("Node.js %s is fine", (version) => {
  expect(oldNodeFault(version)).toBeUndefined();
});

it("what is refused is what the package asks npm to refuse", () => {
  const text = readFileSync(join(__dirname, "../provider/package.json"), "utf8");
  expect((JSON.parse(text) as { engines: unknown }).engines).toEqual({ node: "^20.19.0 || >=22.12.0" });
});
