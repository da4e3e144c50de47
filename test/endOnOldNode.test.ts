import { spawnSync } from "node:child_process";
import { join } from "node:path";

const provider = join(__dirname, "../provider");

/** What a process that believes to run on an old Node.js ends with. */
function onOldNode(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const old = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "18.20.8" } });';
  const preload = `data:text/javascript,${encodeURIComponent(old)}`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", preload, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const refused = {
  status: 2,
  stdout: "",
  stderr: `pulumi-huaweicloud-kps needs Node.js 20.19, 22.12 or newer; this is 18.20.8 (${process.execPath})\n`,
};

test.each([["huaweicloud-kps.js", "--help"], ["pulumi-resource-kps"]])(
  "bin/%s ends with one sentence and nothing of the bundle",
  (file, ...args) => expect(onOldNode(join(provider, "bin", file), ...args)).toEqual(refused),
);
