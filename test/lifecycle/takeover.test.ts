import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

/** A running and a stopped server, both with a key pair of somebody else; `more` are further inputs of both. */
const PROGRAM = (more: string): string => `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("web", { serverId: "${SERVERS.one}", keyPairName: "kp-a", ${more} });
  new kps.KeyPairBinding("db", { serverId: "${SERVERS.stopped}", keyPairName: "kp-a", ${more} });
`;

const keysOnServers = (): (string | undefined)[] => {
  const { servers } = world.emulator.control.state();
  return [SERVERS.one, SERVERS.stopped].map((each) => servers.find(({ id }) => id === each)?.keyPairName);
};

it("a key pair of others is replaced only when it is named or proven, and stays when the binding goes", async () => {
  world = await bindingWorld(PROGRAM(`auth: { passwordEnv: "ROOT_PASSWORD" }`));
  const { stack, emulator } = world;
  emulator.control.putServer(SERVERS.one, { keyPairName: "kp-b" });
  emulator.control.putServer(SERVERS.stopped, { keyPairName: "kp-b" });

  const refused = await stack.up({ args: ["--continue-on-error"] });
  expect(refused.ok).toBe(false);
  for (const name of ["web", "db"]) {
    expect(toldAbout(refused, name, "error")).toMatch(
      /was not tried: the server is bound to key pair "kp-b", which is not ours\n\s*next\s+[^\n]*replaces: \["kp-b"\]/,
    );
  }
  expect((await stack.state()).resources.filter(({ type }) => type.endsWith("KeyPairBinding"))).toEqual([]);

  // Named is enough for a stopped server; a running one also needs the private key now in use.
  await stack.setProgram({ javascript: PROGRAM(`replaces: ["kp-b"], auth: { privateKeyEnv: "KEY_A" }`) });
  const unfitting = await stack.up({ args: ["--continue-on-error"] });
  expect(toldAbout(unfitting, "web", "error")).toMatch(
    /environment variable KEY_A is the key .*; the key now bound is /,
  );
  expect(keysOnServers()).toEqual(["kp-b", "kp-a"]);

  const fitting = PROGRAM(`replaces: ["kp-b"], auth: [{ privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }]`);
  await stack.setProgram({ javascript: fitting });
  expect((await stack.up()).ok).toBe(true);
  expect(keysOnServers()).toEqual(["kp-a", "kp-a"]);
  const state = await stack.state();
  expect(state.resource("web").outputs).toMatchObject({ operation: "REPLACE", tookOver: true, adopted: false });
  expect(state.resource("db").outputs).toMatchObject({ operation: "RESET", tookOver: true, adopted: false });
  await expectSettled(stack, 3);

  const destroyed = await stack.destroy();
  expect(destroyed.ok).toBe(true);
  expect(destroyed.diagnostics.map(({ message }) => message).join("\n")).toMatch(
    /stays on the server: the server had a key pair before.*onDelete: "unbind"/,
  );
  expect(keysOnServers()).toEqual(["kp-a", "kp-a"]);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a", "AssociateKeypair kp-a"]);
});

it("its own private key proves a key pair to be ours, and onDelete: unbind insists", async () => {
  world = await bindingWorld(
    PROGRAM(`auth: [{ privateKeyEnv: "KEY_B" }, { privateKeyEnv: "KEY_A" }], onDelete: "unbind"`),
  );
  const { stack, emulator } = world;
  emulator.control.putServer(SERVERS.one, { keyPairName: "kp-b" });
  emulator.control.putServer(SERVERS.stopped, { keyPairName: "kp-b" });
  expect((await stack.up()).ok).toBe(true);
  expect(keysOnServers()).toEqual(["kp-a", "kp-a"]);
  expect((await stack.destroy()).ok).toBe(true);
  expect(keysOnServers()).toEqual([undefined, undefined]);
});
