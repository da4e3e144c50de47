import { associateKeyPair } from "../../provider/src/client/kps/associateKeyPair";
import { acceptedPosts } from "../support/acceptedPosts";
import { engineBench, ROOT_PASSWORD, SERVERS, type EngineBench } from "../support/engineBench";
import { otherHands } from "../support/otherHands";
import { toldAbout } from "../support/toldAbout";

let bench: EngineBench;

afterEach(() => bench.close());

interface Wanted {
  readonly serverId: string;
  readonly keyPairName: string;
  readonly options?: object;
  readonly timeouts?: object;
}

const PROGRAM = (bindings: Readonly<Record<string, Wanted>>): string => `
  const kps = require("pulumi-huaweicloud-kps");
  const auth = [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }, { privateKeyEnv: "KEY_B" }];
  for (const [name, { options, ...wanted }] of Object.entries(${JSON.stringify(bindings)})) {
    new kps.KeyPairBinding(name, { ...wanted, auth }, options);
  }
`;

const ONE = { serverId: SERVERS.one, keyPairName: "kp-a" };
const TWO = { serverId: SERVERS.two, keyPairName: "kp-a" };

/** Resolves once the service has answered an AssociateKeypair, or broken it off. */
async function associateSeen(count: number): Promise<void> {
  const { control } = bench.emulator;
  while (control.requests().filter(({ operation }) => operation === "AssociateKeypair").length < count) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

it("colleagues, kills, lying lists and servers that are gone end in what is really there", async () => {
  bench = await engineBench(PROGRAM({ one: ONE }));
  const { stack, emulator } = bench;

  // The POST is lost, and a colleague's task that fails runs on the server meanwhile: neither is taken for ours.
  emulator.control.fault({ operation: "AssociateKeypair", cut: "before" });
  emulator.control.taskScript({ serverId: SERVERS.one, outcome: "fail", durationMs: 1_500 });
  const first = stack.up();
  await associateSeen(1);
  const auth = { type: "password", key: ROOT_PASSWORD } as const;
  await associateKeyPair(await otherHands(emulator), { keyPairName: "kp-b", server: { id: SERVERS.one, auth } });
  expect((await first).ok).toBe(true);
  expect(acceptedPosts(emulator)).toEqual(["AssociateKeypair kp-b", "AssociateKeypair kp-a"]);
  expect((await stack.up()).summary).toEqual({ same: 2 });

  // The engine is killed after the POST; then the list of running tasks shows nothing, once, though it counts one.
  emulator.control.settings({ quirks: { secondTask: "queue", failedLeaves: "new" } });
  emulator.control.taskScript({ serverId: SERVERS.two, outcome: "succeed", durationMs: 9_000 });
  await stack.setProgram({ javascript: PROGRAM({ one: ONE, two: TWO }) });
  const killed = stack.start("up");
  await associateSeen(4);
  killed.kill("SIGKILL");
  await killed.finished.catch(() => undefined);
  await stack.run(["cancel", "--yes", "--stack", "dev"]);
  emulator.control.fault({ operation: "ListRunningTask", status: 200, body: { total: 1, tasks: [] } });
  expect((await stack.up()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toHaveLength(3);
  expect((await stack.state()).resource("two").outputs).toMatchObject({ phase: "bound", boundKeyPairName: "kp-a" });

  // A rotation fails and leaves the new key on one server; both keys are given, and the next run finds the right one.
  emulator.control.taskScript({ serverId: SERVERS.one, outcome: "fail", errorMessage: "Update public key error" });
  await stack.setProgram({ javascript: PROGRAM({ one: { ...ONE, keyPairName: "kp-b" }, two: TWO }) });
  const failed = await stack.up();
  expect(toldAbout(failed, "one", "error")).toMatch(/then +the next run tries environment variable KEY_B/);
  expect((await stack.up()).summary).toEqual({ same: 2, update: 1 });
  expect((await stack.state()).resource("one").outputs).toMatchObject({ phase: "bound", boundKeyPairName: "kp-b" });

  // Unbound elsewhere, in a program that ignores changes of the name.
  emulator.control.putServer(SERVERS.one, { keyPairName: "" });
  const ignoring = { ...ONE, keyPairName: "kp-b", options: { ignoreChanges: ["keyPairName"] } };
  await stack.setProgram({ javascript: PROGRAM({ one: ignoring, two: TWO }) });
  expect((await stack.refresh()).ok).toBe(true);
  expect((await stack.up()).ok).toBe(true);

  // A task hangs on a server that is then gone: destroy does not wait for it.
  emulator.control.taskScript({ serverId: SERVERS.two, outcome: "hang" });
  const hanging = { ...TWO, keyPairName: "kp-b", timeouts: { update: "1s" } };
  await stack.setProgram({ javascript: PROGRAM({ one: ignoring, two: hanging }) });
  expect((await stack.up()).ok).toBe(false);
  const body = { error: { code: "Ecs.0114", message: "The server could not be found." } };
  emulator.control.fault({ operation: "ShowServer", path: SERVERS.two, times: 1_000, status: 404, body });
  const before = acceptedPosts(emulator).length;
  expect((await stack.destroy()).ok).toBe(true);
  expect(acceptedPosts(emulator)).toHaveLength(before);
});
