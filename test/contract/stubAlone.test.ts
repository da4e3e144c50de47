import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { bindingStub } from "../support/bindingStub";
import { Host } from "../support/host";
import { rootModules } from "../support/program";
import { temporaryFolder } from "../support/temporaryFolder";

const folder = temporaryFolder();
let host: Host | undefined;

jest.setTimeout(30_000);
afterEach(() => host?.stop());

test("without the package every call fails, also the ones that the host takes for done when they are missing", async () => {
  await mkdir(join(folder(), "node_modules"));
  await symlink(join(rootModules, "@pulumi"), join(folder(), "node_modules", "@pulumi"));
  const alone = await Host.start({ provider: await bindingStub(), cwd: folder() });
  host = alone;
  const state = { serverId: "s-1", keyPairName: "kp-a", phase: "bound" };
  const calls: (() => Promise<unknown>)[] = [
    () => alone.check({}, state),
    () => alone.diff("s-1", state, state),
    () => alone.read("s-1", state),
    () => alone.create(state),
    () => alone.delete("s-1", state),
    () => alone.update("s-1", state, { ...state, keyPairName: "kp-b" }),
    () => alone.delete("s-2", state),
  ];
  for (const call of calls) {
    await expect(call()).rejects.toThrow(/is not installed where this program runs: add it/);
  }
});
