import { acceptedPosts } from "../../support/acceptedPosts";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});
const PROGRAM = (keyPairName: string, more: object = {}): Declared[] => [
  { kind: "keyPairBinding", name: "db", inputs: { serverId: "stopped", keyPairName, ...more } },
];

it("a stopped server is bound, reset and unbound without auth, and is never started", async () => {
  const { stack, emulator } = bench;
  emulator.control.taskScript({ operation: "BIND", outcome: "fail", errorMessage: "Unsupported image" });
  expect((await stack.up(PROGRAM("kp-a"))).told("db", "error")).toMatch(
    /BIND of the key pair of server db-1 \(stopped\) with "kp-a" failed: Unsupported image[\s\S]*likely {4}the image is not supported[\s\S]*next {6}look at the server/,
  );

  expect((await stack.up(PROGRAM("kp-a"))).summary).toEqual({ update: 1 });
  expect(stack.resource("db").outputs).toMatchObject({ operation: "BIND", boundKeyPairName: "kp-a" });
  await expectSettled(stack, PROGRAM("kp-a"));

  // Auth is of no use to a stopped server, and none is sent along: the service would refuse it.
  const reset = PROGRAM("kp-b", { auth: { privateKeyEnv: "KEY_A" } });
  expect((await stack.up(reset)).summary).toEqual({ update: 1 });
  expect(stack.resource("db").outputs).toMatchObject({
    operation: "RESET",
    boundKeyPairName: "kp-b",
    previousKeyPairName: "kp-a",
  });
  await expectSettled(stack, reset);

  expect((await stack.destroy()).ok).toBe(true);
  expect(bench.keyOf("stopped")).toBeUndefined();
  expect(acceptedPosts(emulator)).toEqual([
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-a",
    "AssociateKeypair kp-b",
    "DisassociateKeypair kp-b",
  ]);
  expect(emulator.control.requests().filter(({ path }) => path.endsWith("/action"))).toEqual([]);
  expect(emulator.control.state().servers.find(({ id }) => id === "stopped")?.status).toBe("SHUTOFF");
});

it("a server that was started meanwhile is not let go without auth, and the ways out are named", async () => {
  const { stack, emulator } = bench;
  expect((await stack.up(PROGRAM("kp-a"))).ok).toBe(true);
  emulator.control.putServer("stopped", { status: "ACTIVE" });

  const refused = await stack.destroy();
  expect(refused.told("db", "error")).toMatch(
    /unbinding key pair "kp-a" from server db-1 \(stopped\) was not tried: [^\n]*no private key is given\n\s*next[^\n]*stop the server first[^\n]*onDelete: "retain"/,
  );
  expect(bench.keyOf("stopped")).toBe("kp-a");

  emulator.control.putServer("stopped", { status: "SHUTOFF" });
  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
});
