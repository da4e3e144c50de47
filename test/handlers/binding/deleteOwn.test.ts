import { expectSettled, type Declared } from "../../support/inProcess/playedStack";
import { inProcessBench, type InProcessBench } from "../../support/inProcess/inProcessBench";

let bench: InProcessBench;

beforeEach(() => {
  bench = inProcessBench();
});
/** Two bindings, each with its key pair and further inputs. */
const TWO = (first: [string, object?], second: [string, object?]): Declared[] =>
  [["one", "running", first] as const, ["two", "other", second] as const].map(
    ([name, serverId, [keyPairName, more]]) => ({
      kind: "keyPairBinding",
      name,
      inputs: {
        serverId,
        keyPairName,
        auth: [{ passwordEnv: "ROOT_PASSWORD" }, { privateKeyEnv: "KEY_A" }],
        ...more,
      },
    }),
  );

it("failedTasks: deleteOwn takes away this resource's records only, and one that is gone is fine", async () => {
  const { stack, emulator } = bench;
  const own = { failedTasks: "deleteOwn" };
  const fail = (serverId: string): void =>
    emulator.control.taskScript({ serverId, outcome: "fail", errorCode: "KPS.0004", errorMessage: "Internal error" });
  const deleted = (): string[] =>
    emulator.control
      .requests()
      .filter(({ operation }) => operation === "DeleteFailedTask")
      .map(({ status, path }) => `${status} ${String(path.split("/").at(-1))}`);

  ["running", "other"].forEach(fail);
  const failing = await stack.up(TWO(["kp-a", own], ["kp-a", own]));
  expect(failing.told("one", "error")).toMatch(/code {6}KPS\.0004\n\s*cause {5}KPS got an answer it could not use/);
  const taskOf = (name: string): unknown => stack.resource(name).outputs["taskId"];
  expect(stack.resource("one").outputs).toMatchObject({ failure: { message: "Internal error", match: "exact" } });
  expect(deleted()).toEqual([]);
  const first = taskOf("one");

  // Somebody else has tidied up the record of the one; the other keeps its own as the program now says.
  emulator.control.fault({
    operation: "DeleteFailedTask",
    status: 404,
    body: { error_code: "KPS.0005", error_msg: "gone" },
  });
  expect((await stack.up(TWO(["kp-a", own], ["kp-a"]))).summary).toEqual({ update: 2 });
  expect(deleted()).toEqual([`404 ${String(first)}`]);
  await expectSettled(stack, TWO(["kp-a", own], ["kp-a"]));

  fail("other");
  expect((await stack.up(TWO(["kp-a", own], ["kp-b", own]))).ok).toBe(false);
  const second = taskOf("two");
  expect((await stack.up(TWO(["kp-a", own], ["kp-b", own]))).ok).toBe(true);
  expect(deleted()).toEqual([`404 ${String(first)}`, `200 ${String(second)}`]);
});
