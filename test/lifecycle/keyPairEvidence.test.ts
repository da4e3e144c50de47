import { bindingWorld, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const names = (): string[] => world.emulator.control.state().keyPairs.map(({ name }) => name);
const program = (javascript: string): string => `const kps = require("pulumi-huaweicloud-kps");\n${javascript}`;

it("a 404 of a proxy is not taken for gone, neither by refresh nor by destroy", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack, emulator, keys } = world;
  await stack.setProgram({
    javascript: program(`new kps.KeyPair("ops", { name: "ops", publicKey: "${keys.a.publicKey}" });`),
  });
  expect((await stack.up()).ok).toBe(true);
  emulator.control.fault({
    operation: "ListKeypairDetail",
    status: 404,
    body: "<html>no such host</html>",
    times: 100,
  });

  expect((await stack.refresh()).ok).toBe(false);
  expect((await stack.state()).resource("ops").outputs).toMatchObject({ name: "ops" });
  const destroyed = await stack.destroy();
  expect(destroyed.ok).toBe(false);
  expect(toldAbout(destroyed, "ops", "error")).toMatch(/KPS refused ListKeypairDetail\n\s*answer\s+404/);
  expect(names()).toContain("ops");

  emulator.control.clearFaults();
  expect((await stack.destroy()).ok).toBe(true);
  expect(names()).not.toContain("ops");
});

it("a tainted pair with a name made for it gets another name, and its own again the next time", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack } = world;
  await stack.setProgram({
    javascript: program(
      `new kps.KeyPair("auto", { algorithm: "ed25519", keyProtection: { encryption: { type: "default" } } });`,
    ),
  });
  expect((await stack.up()).ok).toBe(true);
  const taint = async (): Promise<string> => {
    const { urn, id } = (await stack.state()).resource("auto");
    expect((await stack.run(["state", "taint", urn, "--yes"])).ok).toBe(true);
    expect((await stack.up()).ok).toBe(true);
    const successor = (await stack.state()).resource("auto").id ?? "";
    expect(successor).not.toBe(id);
    expect(names().filter((name) => name.startsWith("auto-"))).toEqual([successor]);
    return successor;
  };
  const second = await taint();
  await expectSettled(stack, 2);
  expect(await taint()).not.toBe(second);
});
