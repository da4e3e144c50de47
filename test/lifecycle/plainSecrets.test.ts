import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";

let world: BindingWorld;

afterEach(() => world.close());

it("a secret key set without --secret gets one warning, a proper one none", async () => {
  world = await bindingWorld(`
    const kps = require("pulumi-huaweicloud-kps");
    for (const serverId of ["${SERVERS.one}", "${SERVERS.two}"]) {
      new kps.KeyPairBinding(serverId, { serverId, keyPairName: "kp-a" });
    }
  `);
  const warnings = async (): Promise<string[]> =>
    (await world.stack.preview()).diagnostics
      .filter(({ severity }) => severity === "warning")
      .map(({ message }) => message);
  expect(await warnings()).toEqual([]);
  await world.stack.removeConfig("kps:secretKey");
  await world.stack.setConfig({ "kps:secretKey": world.emulator.credentials.secretKey });
  const found = await warnings();
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(/^kps:secretKey is set without --secret/);
  expect(found[0]).not.toContain(world.emulator.credentials.secretKey);
});
