import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporaryFolder";
import type { Cli, Refusal } from "./cli";
import { officialDownload } from "./routes/officialDownload";

const folder = temporaryFolder();

function download(script: string, idleMs = 30_000): Promise<Cli | Refusal> {
  const versionDirectory = join(folder(), "3.250.0");
  return officialDownload({ versionDirectory, environment: process.env, log: () => undefined, idleMs, script }).find();
}

test("takes what the installer puts into its folder", async () => {
  const script = `
    const { writeFileSync } = require("node:fs");
    const [root, version] = process.argv.slice(1);
    for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
      writeFileSync(root + "/bin/" + name, "#!/bin/sh\\necho v" + version + "\\n", { mode: 0o755 });
    }`;
  const expected = { binDirectory: join(folder(), "3.250.0/bin"), route: "download", version: "3.250.0" };
  expect(await download(script)).toEqual(expected);
});

test("gives up on a site that does not answer", async () => {
  const answer = await download("setTimeout(() => undefined, 600_000)", 700);
  expect(answer).toEqual({ refused: "the download did not succeed: nothing moved for 1 s" });
  expect(await readdir(folder())).toEqual([]);
});

test("hands on what the installer says", async () => {
  const answer = await download("console.error('getaddrinfo ENOTFOUND'); process.exit(1)");
  expect(answer).toEqual({ refused: "the download did not succeed: exit code 1: getaddrinfo ENOTFOUND" });
});
