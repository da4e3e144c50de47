import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const PROGRAM = (keyPairName: string, auth: readonly object[], more: object = {}): string => `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("one", ${JSON.stringify({ serverId: SERVERS.one, keyPairName, auth, ...more })});
`;

const PASSWORD = { passwordEnv: "ROOT_PASSWORD" };
const KEY_A = { privateKeyEnv: "KEY_A" };
const KEY_B = { privateKeyEnv: "KEY_B" };

const keyOnServer = (): string | undefined =>
  world.emulator.control.state().servers.find(({ id }) => id === SERVERS.one)?.keyPairName;

it("a rotation that fails or is still running can be taken back, and ends on the old pair", async () => {
  world = await bindingWorld(PROGRAM("kp-a", [PASSWORD, KEY_A]));
  const { stack, emulator } = world;
  expect((await stack.up()).ok).toBe(true);

  // Without a way in that fits nothing is posted; the ways in that state has are tried as well.
  await stack.setProgram({ javascript: PROGRAM("kp-a", [PASSWORD]) });
  expect((await stack.up()).summary).toEqual({ same: 1, update: 1 });
  await stack.setProgram({ javascript: PROGRAM("kp-b", [PASSWORD, KEY_B]) });
  const unfitting = await stack.up();
  expect(toldAbout(unfitting, "one", "error")).toMatch(
    /was not tried[^\n]*KEY_B is the key [^\n]*the key now bound is/,
  );
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a"]);

  emulator.control.taskScript({ operation: "REPLACE", outcome: "fail", errorMessage: "Update public key error" });
  await stack.setProgram({ javascript: PROGRAM("kp-b", [KEY_A, KEY_B]) });
  expect((await stack.up()).ok).toBe(false);
  expect(keyOnServer()).toBe("kp-a");
  const { outputs } = (await stack.state({ showSecrets: true })).resource("one");
  expect(outputs).toMatchObject({ phase: "failed", boundKeyPairName: "kp-a" });
  for (const way of ["KEY_A", "KEY_B", "ROOT_PASSWORD"]) {
    expect(JSON.stringify(outputs["auth"])).toContain(way);
  }
  await stack.setProgram({ javascript: PROGRAM("kp-a", [KEY_A]) });
  expect((await stack.up()).ok).toBe(true);
  expect(keyOnServer()).toBe("kp-a");
  await expectSettled(stack, 2);

  emulator.control.taskScript({ operation: "REPLACE", outcome: "succeed", durationMs: 9_000 });
  await stack.setProgram({ javascript: PROGRAM("kp-b", [KEY_A, KEY_B], { timeouts: { update: "1s" } }) });
  expect(toldAbout(await stack.up(), "one", "error")).toContain("has not ended within 1 s");
  await stack.setProgram({ javascript: PROGRAM("kp-a", [KEY_A, KEY_B]) });
  expect((await stack.up()).ok).toBe(true);
  expect(keyOnServer()).toBe("kp-a");
  expect((await stack.state()).resource("one").outputs).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });
  await expectSettled(stack, 2);
});

it("after a reinstall a change of triggers binds again, on the stopped server without auth", async () => {
  world = await bindingWorld(PROGRAM("kp-a", [PASSWORD, KEY_A], { triggers: [1] }));
  const { stack, emulator } = world;
  expect((await stack.up()).ok).toBe(true);
  emulator.control.putServer(SERVERS.one, { reinstall: true });
  await stack.setProgram({ javascript: PROGRAM("kp-a", [PASSWORD, KEY_A], { triggers: [2] }) });
  const failing = await stack.up();
  expect(toldAbout(failing, "one", "error")).toMatch(
    /^[^\n]*\n[^\n]*REPLACE of the key pair of server web-1 [^\n]* failed: /,
  );

  emulator.control.putServer(SERVERS.one, { status: "SHUTOFF" });
  expect((await stack.up()).ok).toBe(true);
  expect((await stack.state()).resource("one").outputs).toMatchObject({ operation: "RESET", boundKeyPairName: "kp-a" });
  await expectSettled(stack, 2);
  expect(acceptedPosts(emulator)).toHaveLength(3);
});
