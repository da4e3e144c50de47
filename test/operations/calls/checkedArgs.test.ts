import { errorText } from "../../../provider/src/diagnostics/errors/diagnose";
import { functionSpeaker } from "../../../provider/src/diagnostics/speaker";
import { checkedArgs } from "../../../provider/src/operations/calls/checkedArgs";

test("null is as good as nothing where nothing will do", () => {
  expect(checkedArgs("listFailedTasks", { serverId: null, keyPairName: "ops" })).toEqual({ keyPairName: "ops" });
  expect(checkedArgs("waitForTask", { taskId: "t-1", timeout: null })).toEqual({ taskId: "t-1" });
});

test.each([
  ["getTask", { taskId: null }, "taskId: must be a text"],
  ["getTask", { taskId: 5 }, "taskId: must be a text"],
  ["waitForTask", { taskId: "t-1", timeout: 5 }, "timeout: give a duration such as"],
  ["listDmsTasks", { instanceId: "kafka-1", names: "x" }, "names: must be a list of texts"],
  [
    "listFailedTasks",
    { server: "s", regoin: "r" },
    "argument  server is no argument of this function: check the spelling",
  ],
  [
    "listFailedTasks",
    { server: "s", regoin: "r" },
    "argument  regoin is no argument of this function: check the spelling",
  ],
] as const)("%s refuses what will not do in words of its own: %j", (name, args, text) => {
  expect(
    errorText(
      refusalOf(() => checkedArgs(name, args)),
      name,
      functionSpeaker,
    ),
  ).toContain(text);
});

function refusalOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was refused");
}
