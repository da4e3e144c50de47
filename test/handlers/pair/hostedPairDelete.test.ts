import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench } from "../../support/inProcess/inProcessBench";

it("a hosted pair that servers use is kept until deletion is forced, any other goes with a notice", async () => {
  const { stack, emulator, keys } = inProcessBench();
  const program = (forceDelete: boolean): Declared[] => [
    {
      kind: "keyPair",
      name: "hosted",
      inputs: {
        name: "hosted",
        algorithm: "ed25519",
        keyProtection: { encryption: { type: "default" } },
        forceDelete,
      },
    },
    { kind: "keyPair", name: "plain", inputs: { name: "plain", publicKey: keys.a.publicKey } },
  ];
  const names = (): string[] => emulator.control.state().keyPairs.map(({ name }) => name);
  expect((await stack.up(program(false))).ok).toBe(true);
  await expectSettled(stack, program(false));
  emulator.control.putServer("running", { keyPairName: "hosted" });
  emulator.control.putServer("other", { keyPairName: "plain" });

  const refused = await stack.destroy();
  expect(refused.told("hosted", "error")).toMatch(
    /deleting key pair "hosted" was not tried: its only private key \(hosted in KPS\) would be gone\n\s*servers\s+used by web-1 \(running\)\n\s*next[^\n]*forceDelete: true/,
  );
  expect(refused.toldAtLarge()).toContain('key pair "plain" is deleted although it is used by web-2 (other)');
  expect(names()).toEqual(["kp-a", "kp-b", "hosted"]);

  // Without the right to list servers nobody knows whether they use it.
  emulator.control.putServer("running", { keyPairName: null });
  emulator.control.fault({
    path: "/cloudservers/detail",
    times: 20,
    status: 403,
    body: { error: { code: "Ecs.0013" } },
  });
  expect((await stack.destroy()).told("hosted", "error")).toMatch(/problem\s+[^\n]*403; needs ecs:cloudServers:list/);

  expect((await stack.up(program(true))).ok).toBe(true);
  await expectSettled(stack, program(true));
  expect((await stack.destroy()).ok).toBe(true);
  expect(names()).toEqual(["kp-a", "kp-b"]);
});
