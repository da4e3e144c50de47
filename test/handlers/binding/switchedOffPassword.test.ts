import type { PlainObject } from "../../../provider/src/model/plainObject";
import { acceptedPosts } from "../../support/acceptedPosts";
import { inProcessBench, ROOT_PASSWORD, type InProcessBench } from "../../support/inProcess/inProcessBench";
import { keptBy } from "../../support/rejections";

let bench: InProcessBench;
let inputs: PlainObject;

/** What state has of a bind whose task ran on after the deadline, and has succeeded since. */
async function waiting(disablePassword: boolean | undefined): Promise<PlainObject> {
  bench = inProcessBench();
  bench.emulator.control.taskScript({ serverId: "running", outcome: "succeed", durationMs: 11_000 });
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  inputs = { serverId: "running", keyPairName: "kp-a", auth, timeouts: { create: "10s" } };
  return (await keptBy(bench.binding.create({ ...inputs, disablePassword }))).properties;
}

describe("a bind that was sent to switch login by password off, and whose end no run has seen yet", () => {
  it("is not undone by a destroy, which would leave no way in", async () => {
    const state = await waiting(true);
    await bench.binding.delete(state);
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
    expect(bench.told().join("\n")).toContain("login by password was switched off with it");
  });

  it("is not undone either where its task is forgotten and ECS shows its key pair", async () => {
    const { attempt, ...state } = await waiting(true);
    const { taskId, ...forgotten } = attempt as PlainObject;
    expect(taskId).toBeDefined();
    await bench.world.clock.sleep(60_000);
    await bench.binding.delete({ ...state, attempt: forgotten });
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  });

  it("has done so whatever the program asks for when its end is seen", async () => {
    const state = await waiting(true);
    const bound = await bench.binding.update(state, { ...inputs, timeouts: {} });
    expect(bound).toMatchObject({ phase: "bound", passwordDisabled: true });
  });
});

it("a bind that was sent without it has left login by password on, though the program asks for more by now", async () => {
  const state = await waiting(undefined);
  const bound = await bench.binding.update(state, { ...inputs, disablePassword: true, timeouts: {} });
  expect(bound).toMatchObject({ phase: "bound" });
  expect(bound).not.toHaveProperty("passwordDisabled");
  await bench.binding.delete(bound);
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
});

it("a bind that may have switched login by password off, as nobody could find out its end, is not undone by a destroy", async () => {
  bench = inProcessBench();
  const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
  const bound = await bench.binding.create({ serverId: "running", keyPairName: "kp-a", auth });
  const sent = { keyPairName: "kp-a", operation: "REPLACE", sentAt: bound["finishedAt"], before: "kp-a", tried: [] };
  const open = { ...bound, phase: "waiting", operation: "REPLACE", keyUncertain: true };
  await bench.binding.delete({ ...open, attempt: { ...sent, disablesPassword: true } });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
  expect(bench.told().join("\n")).toContain("login by password may have been switched off");
  await bench.binding.delete({ ...open, attempt: sent });
  expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a", "DisassociateKeypair kp-a"]);
});

describe("state of release 0.1.0, which tells only in the input that login by password was switched off", () => {
  it("is believed of what it had bound: a destroy leaves the way in", async () => {
    bench = inProcessBench();
    const auth = [{ password: ROOT_PASSWORD }, { privateKey: bench.keys.a.privateKey }];
    inputs = { serverId: "running", keyPairName: "kp-a", auth, disablePassword: true };
    const { made, passwordDisabled, ...state } = await bench.binding.create(inputs);
    expect([made, passwordDisabled]).toEqual([expect.anything(), true]);
    await bench.binding.delete(state);
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
    expect(bench.told().join("\n")).toContain("login by password was switched off with it");
  });

  it("is believed of a bind whose end no run has seen yet, also by a program that asks for something else by now", async () => {
    const { attempt, ...state } = await waiting(true);
    const { keyPairName, operation, taskId } = attempt as PlainObject;
    const former = { ...state, attempt: { keyPairName, operation, taskId } };
    await bench.binding.delete(former);
    expect(acceptedPosts(bench.emulator)).toEqual(["AssociateKeypair kp-a"]);
    expect(bench.told().join("\n")).toContain("login by password was switched off with it");
    const bound = await bench.binding.update(former, { ...inputs, disablePassword: false, timeouts: {} });
    expect(bound).toMatchObject({ phase: "bound", passwordDisabled: true });
  });
});
