import { acceptedPosts } from "../../support/acceptedPosts";
import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

const PROGRAM = (keyPairName: string, auth: readonly object[], more: object = {}): Declared[] => [
  { kind: "keyPairBinding", name: "one", inputs: { serverId: "running", keyPairName, auth, ...more } },
];

const PASSWORD = { passwordEnv: "ROOT_PASSWORD" };
const KEY_A = { privateKeyEnv: "KEY_A" };
const KEY_B = { privateKeyEnv: "KEY_B" };

it("a rotation that fails or is still running can be taken back, and ends on the old pair", async () => {
  bench = inProcessBench();
  const { stack, emulator } = bench;
  expect((await stack.up(PROGRAM("kp-a", [PASSWORD, KEY_A]))).ok).toBe(true);

  // Without a way in that fits nothing is posted; the ways in that state has are tried as well.
  expect((await stack.up(PROGRAM("kp-a", [PASSWORD]))).summary).toEqual({ update: 1 });
  const unfitting = await stack.up(PROGRAM("kp-b", [PASSWORD, KEY_B]));
  expect(unfitting.told("one", "error")).toMatch(/was not tried[^\n]*KEY_B is the key [^\n]*the key now bound is/);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-a"]);

  emulator.control.taskScript({ operation: "REPLACE", outcome: "fail", errorMessage: "Update public key error" });
  expect((await stack.up(PROGRAM("kp-b", [KEY_A, KEY_B]))).ok).toBe(false);
  expect(bench.keyOf("running")).toBe("kp-a");
  const { outputs } = stack.resource("one");
  expect(outputs).toMatchObject({ phase: "failed", boundKeyPairName: "kp-a" });
  for (const way of ["KEY_A", "KEY_B", "ROOT_PASSWORD"]) {
    expect(JSON.stringify(outputs["auth"])).toContain(way);
  }
  const back = PROGRAM("kp-a", [KEY_A]);
  expect((await stack.up(back)).ok).toBe(true);
  expect(bench.keyOf("running")).toBe("kp-a");
  await expectSettled(stack, back);

  emulator.control.taskScript({ operation: "REPLACE", outcome: "succeed", durationMs: 60_000 });
  const late = await stack.up(PROGRAM("kp-b", [KEY_A, KEY_B], { timeouts: { update: "10s" } }));
  expect(late.told("one", "error")).toContain("has not ended within 10 s");
  const both = PROGRAM("kp-a", [KEY_A, KEY_B]);
  expect((await stack.up(both)).ok).toBe(true);
  expect(bench.keyOf("running")).toBe("kp-a");
  expect(stack.resource("one").outputs).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });
  await expectSettled(stack, both);
});

/** The service refuses wrong keys at once, and a rotation that failed has left the key on the server uncertain. */
async function refusingWorld(): Promise<InProcessBench> {
  bench = inProcessBench({ quirks: { wrongAuth: "refuse" } });
  const { stack, emulator } = bench;
  expect((await stack.up(PROGRAM("kp-a", [PASSWORD]))).ok).toBe(true);
  emulator.control.taskScript({ operation: "REPLACE", outcome: "fail", errorMessage: "Update public key error" });
  expect((await stack.up(PROGRAM("kp-b", [KEY_A]))).ok).toBe(false);
  return bench;
}

it("a way in that the service refuses at once is followed by the next one that was given, in the same update", async () => {
  const { stack, emulator } = await refusingWorld();

  // The key on the server is uncertain now: the one that was not tried yet comes first, and is not on it.
  const both = PROGRAM("kp-b", [KEY_A, KEY_B]);
  expect((await stack.up(both)).ok).toBe(true);
  expect(bench.keyOf("running")).toBe("kp-b");
  const binds = emulator.control.requests().filter(({ operation }) => operation === "AssociateKeypair");
  expect(binds.map(({ accepted }) => accepted)).toEqual([true, true, false, true]);
  await expectSettled(stack, both);
});

it("where the service refuses every way in its last answer is the error, and each was sent once", async () => {
  const { stack, emulator } = await refusingWorld();

  emulator.control.putServer("running", { reinstall: true });
  const posted = emulator.control.requests().length;
  const refused = await stack.up(PROGRAM("kp-b", [KEY_A, KEY_B]));
  expect(refused.told("one", "error")).toContain("KPS.6009");
  const binds = emulator.control
    .requests()
    .slice(posted)
    .filter(({ operation }) => operation === "AssociateKeypair");
  expect(binds.map(({ accepted }) => accepted)).toEqual([false, false]);
});

it("after a reinstall a change of triggers binds again, on the stopped server without auth", async () => {
  bench = inProcessBench();
  const { stack, emulator } = bench;
  expect((await stack.up(PROGRAM("kp-a", [PASSWORD, KEY_A], { triggers: [1] }))).ok).toBe(true);
  emulator.control.putServer("running", { reinstall: true });
  const again = PROGRAM("kp-a", [PASSWORD, KEY_A], { triggers: [2] });
  expect((await stack.up(again)).told("one", "error")).toMatch(
    /REPLACE of the key pair of server web-1 [^\n]* failed: /,
  );

  emulator.control.putServer("running", { status: "SHUTOFF" });
  expect((await stack.up(again)).ok).toBe(true);
  expect(stack.resource("one").outputs).toMatchObject({ operation: "RESET", boundKeyPairName: "kp-a" });
  await expectSettled(stack, again);
  expect(acceptedPosts(emulator)).toHaveLength(3);
});
