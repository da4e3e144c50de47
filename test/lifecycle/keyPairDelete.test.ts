import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const PROGRAM = (forceDelete: boolean): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const keyProtection = { encryption: { type: "default" } };
  new kps.KeyPair("hosted", { name: "hosted", algorithm: "ed25519", keyProtection, forceDelete: ${forceDelete} });
  new kps.KeyPair("plain", { name: "plain", publicKey: "${world.keys.a.publicKey}" });
`;

it("a hosted pair that servers use is kept until deletion is forced, any other goes with a notice", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack, emulator } = world;
  const names = (): string[] => emulator.control.state().keyPairs.map(({ name }) => name);
  await stack.setProgram({ javascript: PROGRAM(false) });
  expect((await stack.up()).ok).toBe(true);
  await expectSettled(stack, 3);
  emulator.control.putServer(SERVERS.one, { keyPairName: "hosted" });
  emulator.control.putServer(SERVERS.two, { keyPairName: "plain" });

  const refused = await stack.destroy({ args: ["--continue-on-error"] });
  expect(refused.ok).toBe(false);
  expect(toldAbout(refused, "hosted", "error")).toMatch(
    /deleting key pair "hosted" was not tried: its only private key \(hosted in KPS\) would be gone\n\s*servers\s+used by web-1 \(server-1\)\n\s*next[^\n]*forceDelete: true/,
  );
  expect(refused.diagnostics.map(({ message }) => message).join("\n")).toContain(
    'key pair "plain" is deleted although it is used by web-2 (server-2)',
  );
  expect(names()).toEqual(["kp-a", "kp-b", "hosted"]);

  // Without the right to list servers nobody knows whether they use it.
  emulator.control.putServer(SERVERS.one, { keyPairName: null });
  emulator.control.fault({
    path: "/cloudservers/detail",
    times: 20,
    status: 403,
    body: { error: { code: "Ecs.0013" } },
  });
  expect(toldAbout(await stack.destroy(), "hosted", "error")).toMatch(
    /problem\s+[^\n]*403; needs ecs:cloudServers:list/,
  );

  await stack.setProgram({ javascript: PROGRAM(true) });
  expect((await stack.up()).ok).toBe(true);
  await expectSettled(stack, 3);
  expect((await stack.destroy()).ok).toBe(true);
  expect(names()).toEqual(["kp-a", "kp-b"]);
});
