import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporaryFolder";
import { writeExecutable, writeFakeCli } from "./fakeCli";
import { findCli } from "./getCli";
import { cliVersion } from "./versions";

const folder = temporaryFolder();
// The fake executables are shell scripts and need /bin.
const path = (): string => `${join(folder(), "bin")}:/bin`;
const environment = (): Record<string, string> => ({ PATH: path(), XDG_CACHE_HOME: join(folder(), "cache") });
const cached = (): string => join(folder(), "cache/pulumi-huaweicloud-kps/pulumi", cliVersion, "bin");

test("takes the user's own CLI before the cached one", async () => {
  await writeFakeCli(join(folder(), "bin"), "3.230.1");
  await writeFakeCli(cached(), cliVersion);
  const expected = { binDirectory: join(folder(), "bin"), route: "PATH", version: "3.230.1" };
  expect(await findCli({ environment: environment() })).toEqual(expected);
});

test.each([
  ["too old", "3.215.0", undefined],
  ["without its language host", "3.230.0", ["pulumi"]],
])("passes over a pulumi on PATH that is %s", async (_reason, version, names) => {
  await writeFakeCli(join(folder(), "bin"), version, names);
  await writeFakeCli(cached(), cliVersion);
  const expected = { binDirectory: cached(), route: "cache", version: cliVersion };
  expect(await findCli({ environment: environment() })).toEqual(expected);
});

test("follows a link on PATH to where the language host is", async () => {
  await writeFakeCli(join(folder(), "opt"), "3.230.0");
  await mkdir(join(folder(), "bin"));
  await symlink(join(folder(), "opt/pulumi"), join(folder(), "bin/pulumi"));
  expect(await findCli({ environment: environment() })).toMatchObject({ binDirectory: join(folder(), "opt") });
});

test("passes over a CLI that does not start", async () => {
  await writeFakeCli(cached(), cliVersion);
  await writeExecutable(join(cached(), "pulumi"), "echo broken >&2; exit 1");
  expect(await findCli({ environment: environment() })).toBeUndefined();
});

test("finds nothing where there is nothing", async () => {
  expect(await findCli({ environment: environment() })).toBeUndefined();
});
