import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { publicHalf } from "../../provider/src/model/privateKey";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, type EngineBench } from "../support/engineBench";
import { toldAbout, toldOnStack } from "../support/toldAbout";

let bench: EngineBench;

afterEach(() => bench.close());

/** How CI systems hand a private key over in a variable. */
const WRITINGS: Readonly<Record<string, (file: string) => string>> = {
  "with-literal-line-ends": (file) => file.trimEnd().replaceAll("\n", "\\n"),
  indented: (file) => file.replaceAll(/^/gm, "      "),
  "with-blanks-for-line-ends": (file) => file.replaceAll("\n", " "),
  "base64-of-a-file-of-windows": (file) => Buffer.from(`\uFEFF${file.replaceAll("\n", "\r\n")}`).toString("base64"),
};

/** A binding for each way in, each of a server with kp-a. */
const BINDINGS = (ways: Readonly<Record<string, object>>): string => `
  const kps = require("pulumi-huaweicloud-kps");
  for (const [name, auth] of Object.entries(${JSON.stringify(ways)})) {
    new kps.KeyPairBinding(name, { serverId: "server-" + name, keyPairName: "kp-b", auth, replaces: ["kp-a"] });
  }
`;

it("a private key in a variable opens the server however CI systems write it; a pipe instead of a file holds nothing up", async () => {
  bench = await engineBench("module.exports = {};");
  const { stack, emulator, keys } = bench;
  const pipe = join(stack.directory, "pipe");
  execFileSync("mkfifo", [pipe]);
  const written = Object.fromEntries(Object.keys(WRITINGS).map((name, n) => [name, { privateKeyEnv: `WRITTEN_${n}` }]));
  for (const name of ["piped", ...Object.keys(written)]) {
    emulator.control.putServer(`server-${name}`, { status: "ACTIVE", keyPairName: "kp-a" });
  }
  await stack.setProgram({ javascript: BINDINGS({ piped: { privateKeyFile: pipe } }) });
  const preview = await stack.preview();
  expect(preview.ok).toBe(false);
  expect(toldAbout(preview, "piped", "error")).toContain(`auth: the file ${pipe} is a pipe, not a regular file`);
  expect(acceptedPosts(emulator)).toEqual([]);

  const piped = [{ privateKeyFile: pipe }, { privateKeyEnv: "KEY_A" }];
  await stack.setProgram({ javascript: BINDINGS({ piped, ...written }) });
  const environment = Object.fromEntries(
    Object.values(WRITINGS).map((write, n) => [`WRITTEN_${n}`, write(keys.a.privateKey)]),
  );
  const up = await stack.up({ environment: { ...environment, KPS_REPORT_FILE: pipe } });
  expect(Object.keys(written).map((name) => toldAbout(up, name, "error"))).toEqual(["", "", "", ""]);
  expect(up.ok).toBe(true);
  expect(acceptedPosts(emulator)).toHaveLength(5);
  expect(toldAbout(up, "piped", "warning")).toContain("is a pipe, not a regular file");
  expect(toldAbout(up, "piped")).toContain("could not be written to kps:reportFile: is a pipe, not a regular file");
});

/** A key in a file beside the program, one in a file elsewhere, and one that is an output. */
const PAIRS = (elsewhere: string): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const algorithm = "ed25519";
  new kps.KeyPair("ops", { name: "ops", algorithm, privateKeyFile: "ops.pem" });
  const keyProtection = { encryption: { type: "default" } };
  new kps.KeyPair("filed", { algorithm, privateKeyFile: "${elsewhere}", keyProtection });
  module.exports = { privateKey: new kps.KeyPair("exposed", { algorithm, exposePrivateKey: true }).privateKey };
`;

it("a private key stands in a file of its owner or is a secret output, survives a build, and is missed when it is gone", async () => {
  bench = await engineBench("module.exports = {};");
  const { stack } = bench;
  const elsewhere = join(stack.directory, "filed.pem");
  await stack.setProgram({ javascript: PAIRS(elsewhere) });
  const first = await stack.up();
  expect(first.ok).toBe(true);
  expect(first.stdout + first.stderr).not.toContain("PRIVATE KEY");
  expect(first.stdout).toMatch(/privateKey *: *\[secret\]/);

  // A relative path begins at Pulumi.yaml.
  const file = join(stack.directory, "project", "ops.pem");
  expect(toldAbout(first, "ops")).toContain(`the private key was written to ${file}`);
  const state = await stack.state();
  expect(state.text).not.toContain("PRIVATE KEY");
  expect(JSON.stringify(state.resource("ops"))).not.toContain(stack.directory);
  for (const [name, path] of [
    ["ops", file],
    ["filed", elsewhere],
  ] as const) {
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(publicHalf(readFileSync(path, "utf8"))).toBe(state.resource(name).outputs["publicKey"]);
  }
  const shown = await stack.run(["stack", "output", "privateKey", "--show-secrets", "--stack", "dev"]);
  expect(publicHalf(shown.stdout)).toBe(state.resource("exposed").outputs["publicKey"]);
  expect(JSON.stringify((await stack.state({ showSecrets: true })).resource("filed"))).not.toContain("PRIVATE KEY");

  // Writing the program anew empties its folder, as a build does.
  await stack.setProgram({ javascript: PAIRS(elsewhere) });
  const second = await stack.up({ args: ["--expect-no-changes"] });
  expect(second.ok).toBe(true);
  expect(toldAbout(second, "ops", "warning")).toBe("");

  renameSync(file, `${file}.away`);
  for (const run of [await stack.up({ args: ["--expect-no-changes"] }), await stack.refresh()]) {
    expect(run.ok).toBe(true);
    expect(toldAbout(run, "ops", "warning") + toldOnStack(run, "warning")).toMatch(
      /the private key of key pair "ops" is no longer in ops\.pem: it was the only copy/,
    );
  }

  // Where release 0.1.0 put it, it is still used.
  renameSync(`${file}.away`, join(stack.directory, "project", "program", "ops.pem"));
  const moved = await stack.up({ args: ["--expect-no-changes"] });
  expect(toldAbout(moved, "ops")).toContain(`move the file to ${file}`);
  expect(toldAbout(moved, "ops", "warning")).toBe("");
  expect(existsSync(file)).toBe(false);
});
