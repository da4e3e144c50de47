import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
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

let world: BindingWorld;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "kps-modules-"));
  world = await bindingWorld(PROGRAM);
});

afterEach(async () => {
  await world.close();
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

it("installed from its tarball it works the same, with the same stub", async () => {
  const modules = await modulesWithoutUs();
  const packed = execFileSync("npm", ["pack", "--json", "--pack-destination", folder, "--ignore-scripts"], {
    cwd: join(rootModules, PACKAGE),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const tarball = (JSON.parse(packed) as [{ filename: string }])[0].filename;
  await mkdir(join(modules, PACKAGE));
  execFileSync("tar", ["-xzf", join(folder, tarball), "-C", join(modules, PACKAGE), "--strip-components=1"]);

  await world.stack.setModules(modules);
  expect((await world.stack.up()).summary).toMatchObject({ create: 3 });
  const golden = await readFile(join(__dirname, "../resources/keyPairBinding.stub.golden.txt"), "utf8");
  expect((await world.stack.state()).resource(SERVERS.one).inputs["__provider"]).toBe(golden);

  await world.stack.setModules(rootModules);
  expect((await world.stack.up()).summary).toEqual({ same: 3 });
  expect((await world.stack.destroy()).ok).toBe(true);
});

it("without the package destroy deletes nothing and says why", async () => {
  await world.stack.up();
  await world.stack.setModules(await modulesWithoutUs());
  const destroyed = await world.stack.destroy();
  expect(destroyed.ok).toBe(false);
  expect(destroyed.stdout + destroyed.stderr).toContain("pulumi-huaweicloud-kps/runtime");
  const { resources } = await world.stack.state();
  expect(resources.filter(({ type }) => type.endsWith("KeyPairBinding"))).toHaveLength(2);
  expect(acceptedPosts(world.emulator).filter((post) => post.startsWith("Disassociate"))).toEqual([]);

  await world.stack.setModules(rootModules);
  expect((await world.stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(world.emulator).filter((post) => post.startsWith("Disassociate"))).toHaveLength(2);
});
