import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import type { RunResult } from "../support/pulumiRun";

let world: BindingWorld;

afterEach(() => world.close());

const program = (name: string, keyPairName: string): string => `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("${name}", {
    serverId: "${SERVERS.stopped}", keyPairName: "${keyPairName}", replaces: ["kp-b"],
  });
`;

function urnsOf(run: RunResult): string {
  return [...new Set([...run.diagnostics, ...run.steps].map(({ urn }) => urn))].join("\n");
}

it("after the stack or the resource was renamed nothing is said under the old name any more", async () => {
  world = await bindingWorld(program("web", "kp-b"));
  const { stack, emulator } = world;
  emulator.control.putServer(SERVERS.stopped, { keyPairName: "kp-b" });
  expect((await stack.up()).ok).toBe(true);
  expect(JSON.stringify((await stack.state()).resource("web").outputs)).not.toContain("urn:pulumi");

  await stack.rename("prod");
  emulator.control.putServer(SERVERS.stopped, { keyPairName: "kp-a" });
  const refreshed = await stack.refresh();
  expect(refreshed.ok).toBe(true);
  expect(urnsOf(refreshed)).not.toContain("urn:pulumi:dev");
  const old = `urn:pulumi:prod::lifecycle::pulumi-nodejs:dynamic/kps:KeyPairBinding::web`;
  await stack.run(["state", "rename", old, "shop", "--yes", "--stack", "prod"]);
  await stack.setProgram({ javascript: program("shop", "kp-a") });
  const up = await stack.up();
  expect(up.ok).toBe(true);
  expect(urnsOf(up)).toContain("urn:pulumi:prod::lifecycle::pulumi-nodejs:dynamic/kps:KeyPairBinding::shop");
  expect(urnsOf(up)).not.toMatch(/urn:pulumi:dev|::web$/m);

  const destroyed = await stack.destroy();
  expect(destroyed.ok).toBe(true);
  expect(urnsOf(destroyed)).not.toMatch(/urn:pulumi:dev|::web$/m);
  const said = destroyed.diagnostics.map(({ message }) => message).join("\n");
  expect(said).toMatch(
    new RegExp(`letting server ${SERVERS.stopped} go: left alone: the server is now bound to key pair "kp-a"`),
  );
});
