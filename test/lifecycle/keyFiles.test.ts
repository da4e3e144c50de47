import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { publicHalf } from "../../provider/src/model/privateKey";
import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { toldAbout, toldOnStack } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const BINDING = (auth: object): string => `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("web", { serverId: "${SERVERS.one}", keyPairName: "kp-b", auth: ${JSON.stringify(auth)}, replaces: ["kp-a"] });
`;

/** Puts a key pair on the server behind the program's back. */
const bindKeyA = (): void => void world.emulator.control.putServer(SERVERS.one, { keyPairName: "kp-a" });

it("a pipe or a device instead of a file holds nothing up: refused before anything is sent, or told", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack } = world;
  const pipe = join(stack.directory, "pipe");
  execFileSync("mkfifo", [pipe]);
  bindKeyA();
  await stack.setProgram({ javascript: BINDING({ privateKeyFile: pipe }) });

  const preview = await stack.preview();
  expect(preview.ok).toBe(false);
  expect(toldAbout(preview, "web", "error")).toContain(`auth: the file ${pipe} is a pipe, not a regular file`);
  expect(acceptedPosts(world.emulator)).toEqual([]);

  await stack.setProgram({ javascript: BINDING([{ privateKeyFile: pipe }, { privateKeyEnv: "KEY_A" }]) });
  const up = await stack.up({ environment: { KPS_REPORT_FILE: pipe } });
  expect(up.ok).toBe(true);
  expect(toldAbout(up, "web", "warning")).toContain("is a pipe, not a regular file");
  expect(toldAbout(up, "web")).toContain("could not be written to kps:reportFile: is a pipe, not a regular file");

  const full = await stack.up({ environment: { KPS_REPORT_FILE: "/dev/full" } });
  expect(full.ok).toBe(true);
});

it.each([
  ["literal \\n", (file: string) => file.trimEnd().replaceAll("\n", "\\n")],
  ["indented", (file: string) => file.replaceAll(/^/gm, "      ")],
  ["blanks for line ends", (file: string) => file.replaceAll("\n", " ")],
  [
    "base64 of the file, with the line ends of Windows and a byte order mark",
    (file: string) => Buffer.from(`\uFEFF${file.replaceAll("\n", "\r\n")}`).toString("base64"),
  ],
])("a private key in a variable as CI systems write it opens the server: %s", async (_form, write) => {
  world = await bindingWorld(BINDING({ privateKeyEnv: "WRITTEN" }));
  bindKeyA();

  const up = await world.stack.up({ environment: { WRITTEN: write(world.keys.a.privateKey) } });

  expect(toldAbout(up, "web", "error")).toBe("");
  expect(up.ok).toBe(true);
  expect(acceptedPosts(world.emulator)).toHaveLength(1);
});

it("a relative file begins at Pulumi.yaml, survives a build of the program's folder, and is missed when it is gone", async () => {
  const pair = `
    const kps = require("pulumi-huaweicloud-kps");
    new kps.KeyPair("ops", { name: "ops", algorithm: "ed25519", privateKeyFile: "ops.pem" });
  `;
  world = await bindingWorld(pair);
  const { stack } = world;
  const file = join(stack.directory, "project", "ops.pem");
  const first = await stack.up();
  expect(first.ok).toBe(true);
  expect(toldAbout(first, "ops")).toContain(`the private key was written to ${file}`);
  const { publicKey } = (await stack.state()).resource("ops").outputs;
  expect(publicHalf(readFileSync(file, "utf8"))).toBe(publicKey);
  expect((await stack.state()).text).not.toContain(stack.directory);

  // Writing the program anew empties its folder, as a build does.
  await stack.setProgram({ javascript: pair });
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
