import { readFileSync, statSync } from "node:fs";
import { publicHalf } from "../../provider/src/model/privateKey";
import { bindingWorld, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";

let world: BindingWorld;

afterEach(() => world.close());

const PROGRAM = (privateKeyFile: string): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const algorithm = "ed25519";
  new kps.KeyPair("filed", { algorithm, privateKeyFile: "${privateKeyFile}", keyProtection: { encryption: { type: "default" } } });
  module.exports = { privateKey: new kps.KeyPair("exposed", { algorithm, exposePrivateKey: true }).privateKey };
`;

it("a private key stands in a file of its owner or is a secret output, and nowhere else", async () => {
  world = await bindingWorld("module.exports = {};");
  const { stack } = world;
  const file = `${stack.directory}/filed.pem`;
  await stack.setProgram({ javascript: PROGRAM(file) });
  const up = await stack.up();
  expect(up.ok).toBe(true);
  expect(up.stdout + up.stderr).not.toContain("PRIVATE KEY");
  expect(up.stdout).toMatch(/privateKey *: *\[secret\]/);
  await expectSettled(stack, 3);
  const state = await stack.state();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(publicHalf(readFileSync(file, "utf8"))).toBe(state.resource("filed").outputs["publicKey"]);
  expect(state.text).not.toContain("PRIVATE KEY");
  const shown = await stack.run(["stack", "output", "privateKey", "--show-secrets", "--stack", "dev"]);
  expect(publicHalf(shown.stdout)).toBe(state.resource("exposed").outputs["publicKey"]);
  expect(JSON.stringify((await stack.state({ showSecrets: true })).resource("filed"))).not.toContain("PRIVATE KEY");
});
