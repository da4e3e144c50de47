import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";

const workflow = readFileSync(resolve(__dirname, "../../.github/workflows/release.yml"), "utf8");

/** The script of a step, by its name. */
function scriptOf(step: string): string {
  const [, after = ""] = workflow.split(`- name: ${step}\n`);
  const [, block = ""] = /^ {8}run: \|\n((?: {10}.*\n)+)/m.exec(after) ?? [];
  return block;
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kps-workflow-"));
  for (const tool of ["npm", "gh"]) {
    // Nothing is published yet, so that looking for it fails.
    const looks = tool === "npm" ? "view" : "release view";
    const text = `#!/bin/sh\ncase "$*" in "${looks}"*) exit 1 ;; esac\necho ${tool} "$@"\n`;
    writeFileSync(join(folder, tool), text);
    chmodSync(join(folder, tool), 0o755);
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What a step runs for a tag, of the tools that publish. */
function commands(step: string, tag: string): string[] {
  const env = {
    PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}`,
    GITHUB_REF_NAME: tag,
    GITHUB_REPOSITORY: "acme/kps",
  };
  return execFileSync("bash", ["-e", "-c", scriptOf(step)], { env, encoding: "utf8" })
    .trim()
    .split("\n");
}

test.each([
  ["v1.0.0", "latest"],
  ["v1.0.0-rc.1", "next"],
])("the packages of %s are published as npm's %s", (tag, npmTag) => {
  const version = tag.slice(1);
  expect(commands("publish what was tested", tag)).toEqual(
    ["huaweicloud-kps-emulator", "pulumi-huaweicloud-kps"].map(
      (name) => `npm publish ./release-files/${name}-${version}.tgz --provenance --access public --tag ${npmTag}`,
    ),
  );
});

test.each([
  ["v1.0.0", "false"],
  ["v1.0.0-rc.1", "true"],
])("the release of %s is one to be tried first: %s", (tag, prerelease) => {
  expect(commands("the release with the plugin and the SDKs", tag)[0]).toBe(
    `gh release create ${tag} --repo acme/kps --verify-tag --generate-notes --prerelease=${prerelease}`,
  );
});
