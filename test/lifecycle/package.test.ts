import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, SERVERS, type EngineBench } from "../support/engineBench";
import type { StackState } from "../support/deployment";
import { rootModules } from "../support/program";

const PACKAGE = "pulumi-huaweicloud-kps";
const PROGRAM = `
  const kps = require("${PACKAGE}");
  for (const serverId of ["${SERVERS.one}", "${SERVERS.two}"]) {
    new kps.KeyPairBinding(serverId, {
      serverId, keyPairName: "kp-a", auth: [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }],
    });
  }
`;

let bench: EngineBench;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kps-modules-"));
  bench = await engineBench(PROGRAM);
});

afterEach(async () => {
  await bench.close();
  await rm(folder, { recursive: true, force: true });
});

/** A node_modules with everything this checkout has, except our package. */
async function modulesWithoutUs(): Promise<string> {
  const modules = join(folder, "node_modules");
  await mkdir(modules);
  for (const name of await readdir(rootModules)) {
    if (name !== PACKAGE) {
      await symlink(join(rootModules, name), join(modules, name));
    }
  }
  return modules;
}

it("installed from its tarball it works the same, with the same stub; without it every row says what to add where, and nothing changes", async () => {
  const modules = await modulesWithoutUs();
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder, "--ignore-scripts"], {
    cwd: join(rootModules, PACKAGE),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const tarball = (JSON.parse(packed) as [{ filename: string }])[0].filename;
  await mkdir(join(modules, PACKAGE));
  execFileSync("tar", ["-xzf", join(folder, tarball), "-C", join(modules, PACKAGE), "--strip-components=1"]);

  await bench.stack.setModules(modules);
  expect((await bench.stack.up()).summary).toMatchObject({ create: 3 });
  const golden = await readFile(join(__dirname, "../resources/keyPairBinding.stub.golden.txt"), "utf8");
  expect((await bench.stack.state()).resource(SERVERS.one).inputs["__provider"]).toBe(golden);

  await bench.stack.setModules(rootModules);
  expect((await bench.stack.up()).summary).toEqual({ same: 3 });
  await expectNothingDoneWithoutUs();
  await bench.stack.setModules(rootModules);
  expect((await bench.stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(bench.emulator).filter((post) => post.startsWith("Disassociate"))).toHaveLength(2);
});

/** Without the package refresh, up and destroy say on every row what to add where, and change nothing. */
async function expectNothingDoneWithoutUs(): Promise<void> {
  const state = await bench.stack.state();
  const rows = state.resources.map(({ urn }) => urn).filter((urn) => urn.includes("KeyPairBinding"));
  const requests = bench.emulator.control.requests().length;
  await rm(join(folder, "node_modules", PACKAGE), { recursive: true });
  await bench.stack.setModules(join(folder, "node_modules"));
  // A program that imports the package cannot start; one that has it bundled registers the same resources.
  await bench.stack.setProgram({ javascript: declaredByHand(state) });
  const manifest = join(bench.stack.directory, "project/program/package.json");
  const sentence = `${PACKAGE} is not installed where this program runs: add it to the dependencies in ${manifest}; nothing was done`;
  // An `up` ends with the first resource that cannot be checked, a refresh with the first that cannot be read.
  for (const [run, all] of [
    [await bench.stack.refresh(), false],
    [await bench.stack.up(), false],
    [await bench.stack.destroy({ args: ["--continue-on-error"] }), true],
  ] as const) {
    expect(run.ok).toBe(false);
    const told = run.diagnostics.filter(({ urn, severity }) => rows.includes(urn) && severity === "error");
    expect(told.length).toBeGreaterThan(0);
    expect(told.map(({ message }) => message)).toEqual(told.map(() => expect.stringContaining(sentence) as unknown));
    if (all) {
      expect(told.map(({ urn }) => urn).sort()).toEqual([...rows].sort());
    }
  }
  expect(bench.emulator.control.requests()).toHaveLength(requests);
  expect((await bench.stack.state()).resources.map(({ urn }) => urn)).toEqual(state.resources.map(({ urn }) => urn));
}

/** A program that registers the bindings of a state without our package. */
function declaredByHand(state: StackState): string {
  const bindings = state.resources.filter(({ type }) => type.endsWith("KeyPairBinding"));
  const declared = bindings.map(({ type, urn, inputs }) => [type, urn.split("::").at(-1), inputs]);
  return `
    const pulumi = require("@pulumi/pulumi");
    for (const [type, name, inputs] of ${JSON.stringify(declared)}) {
      new pulumi.CustomResource(type, name, inputs);
    }
  `;
}
