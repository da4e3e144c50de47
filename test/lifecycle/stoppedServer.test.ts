import { acceptedPosts } from "../support/acceptedPosts";
import { bindingWorld, SERVERS, type BindingWorld } from "../support/bindingWorld";
import { expectSettled } from "../support/expectSettled";
import { toldAbout } from "../support/toldAbout";

let world: BindingWorld;

afterEach(() => world.close());

const PROGRAM = (keyPairName: string, more = ""): string => `
  const kps = require("pulumi-huaweicloud-kps");
  new kps.KeyPairBinding("db", { serverId: "${SERVERS.stopped}", keyPairName: "${keyPairName}"${more} });
`;

const keyOf = (serverId: string): string | undefined =>
  world.emulator.control.state().servers.find(({ id }) => id === serverId)?.keyPairName;

it("a stopped server is bound, reset and unbound without auth, and is never started", async () => {
  world = await bindingWorld(PROGRAM("kp-a"));
  const { stack, emulator } = world;
  emulator.control.taskScript({ operation: "BIND", outcome: "fail", errorMessage: "Unsupported image" });
  const failing = await stack.up();
  expect(toldAbout(failing, "db", "error")).toMatch(
    /BIND of the key pair of server db-1 \(server-3\) with "kp-a" failed: Unsupported image[\s\S]*likely {4}the image is not supported[\s\S]*next {6}look at the server/,
  );

  expect((await stack.up()).summary).toEqual({ same: 1, update: 1 });
  expect((await stack.state()).resource("db").outputs).toMatchObject({ operation: "BIND", boundKeyPairName: "kp-a" });
  await expectSettled(stack, 2);

  // Auth is of no use to a stopped server, and none is sent along: the service would refuse it.
  await stack.setProgram({ javascript: PROGRAM("kp-b", `, auth: { privateKeyEnv: "KEY_A" }`) });
  expect((await stack.up()).summary).toEqual({ same: 1, update: 1 });
  expect((await stack.state()).resource("db").outputs).toMatchObject({
    operation: "RESET",
    boundKeyPairName: "kp-b",
    previousKeyPairName: "kp-a",
  });
  await expectSettled(stack, 2);

  expect((await stack.destroy()).ok).toBe(true);
  expect(keyOf(SERVERS.stopped)).toBeUndefined();
  expect(acceptedPosts(emulator)).toEqual([
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-b",
    "DisassociateKeypair kp-b",
  ]);
  expect(emulator.control.requests().filter(({ path }) => path.endsWith("/action"))).toEqual([]);
  expect(emulator.control.state().servers.find(({ id }) => id === SERVERS.stopped)?.status).toBe("SHUTOFF");
});

it("a server that was started meanwhile is not let go without auth, and the ways out are named", async () => {
  world = await bindingWorld(PROGRAM("kp-a"));
  const { stack, emulator } = world;
  expect((await stack.up()).ok).toBe(true);
  emulator.control.putServer(SERVERS.stopped, { status: "ACTIVE" });

  const refused = await stack.destroy();
  expect(refused.ok).toBe(false);
  expect(toldAbout(refused, "db", "error")).toMatch(
    /unbinding key pair "kp-a" from server db-1 \(server-3\) was not tried: [^\n]*no private key is given\n\s*next[^\n]*stop the server first[^\n]*onDelete: "retain"/,
  );
  expect(keyOf(SERVERS.stopped)).toBe("kp-a");

  emulator.control.putServer(SERVERS.stopped, { status: "SHUTOFF" });
  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
});
