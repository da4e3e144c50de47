import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporaryFolder";
import type { Cli, Refusal } from "./cli";
import { writeExecutable } from "./fakeCli";
import { goInstallArguments, goInstallEnvironment, goPieces } from "./goInstall";
import { goBuild } from "./routes/goBuild";

const folder = temporaryFolder();

async function build(goScript: string, lines: string[] = []): Promise<Cli | Refusal> {
  await writeExecutable(join(folder(), "go"), goScript);
  return goBuild({
    versionDirectory: join(folder(), "3.250.0"),
    environment: { PATH: `${folder()}:/bin:/usr/bin` },
    log: (line) => lines.push(line),
    reportEveryMs: 0,
  }).find();
}

/** A go that "installs" shell scripts named after the folder it runs in, and writes down how it was called. */
const fakeGo = (record: string): string => `
if [ "$1" = version ]; then echo "go version go1.26.8 linux/amd64"; exit 0; fi
echo "$CGO_ENABLED|$GOTOOLCHAIN|$GOFLAGS|$*" >> ${record}
echo some/package >&2
printf '#!/bin/sh\\necho v3.250.0\\n' > "$GOBIN/$(basename "$PWD")"
chmod +x "$GOBIN/$(basename "$PWD")"`;

test("builds both pieces and adds the dynamic provider plugin", async () => {
  const lines: string[] = [];
  const record = join(folder(), "record");
  const expected = { binDirectory: join(folder(), "3.250.0/bin"), route: "build", version: "3.250.0" };
  expect(await build(fakeGo(record), lines)).toEqual(expected);
  const calls = (await readFile(record, "utf8")).trim().split("\n");
  expect(calls).toHaveLength(2);
  expect(calls[0]).toMatch(
    /^0\|local\|-mod=readonly -buildvcs=false\|install -v -trimpath .*version\.Version=v3\.250\.0 tool$/,
  );
  expect(calls[1]).toContain("version.Version=v3.192.0");
  const plugin = await readFile(join(folder(), "3.250.0/bin/pulumi-resource-pulumi-nodejs"), "utf8");
  expect(plugin).toContain("cmd/dynamic-provider");
  expect(lines).toContainEqual(expect.stringMatching(/^building pulumi 3\.250\.0: 0 s, 1 steps, now some\/package$/));
});

test.each([
  ["no go", "exit 127", "there is no go on PATH that works"],
  ["an old go", 'echo "go version go1.24.0 linux/amd64"', "go version go1.24.0 linux/amd64 is older than 1.25.11"],
])("with %s it says so and starts nothing", async (_reason, script, refused) => {
  expect(await build(script)).toEqual({ refused });
});

test("a failing build tells go's own last lines", async () => {
  const script = 'if [ "$1" = version ]; then echo go1.26.0; else echo "dial tcp: i/o timeout" >&2; exit 1; fi';
  const refused = "go install of pulumi 3.250.0 failed: exit code 1: dial tcp: i/o timeout";
  expect(await build(script)).toEqual({ refused });
});

test("the command line pins versions, tags and the tool of the go.mod", async () => {
  for (const piece of goPieces) {
    const goMod = await readFile(join(piece.moduleDirectory, "go.mod"), "utf8");
    expect(goMod).toMatch(new RegExp(`^tool github\\.com/pulumi/pulumi/.*cmd/${piece.name}(/v3)?$`, "m"));
    expect(goInstallArguments(piece)).toEqual([
      "install",
      "-v",
      "-trimpath",
      "-tags",
      "osusergo grpcnotrace",
      "-ldflags",
      `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${piece.version}`,
      "tool",
    ]);
  }
  expect(goInstallEnvironment("/bin-folder")).toMatchObject({ GOBIN: "/bin-folder", CGO_ENABLED: "0" });
});
