import { isUnbindStatus, parseTaskStatus } from "../../provider/src/tasks/taskStatus";

describe("a status word", () => {
  test.each([
    ["READY_RESET", { phase: "ready", operation: "RESET", word: "READY_RESET" }],
    ["RUNNING_REPLACE", { phase: "running", operation: "REPLACE", word: "RUNNING_REPLACE" }],
    ["SUCCESS_BIND", { phase: "success", operation: "BIND", word: "SUCCESS_BIND" }],
    ["FAILED_UNBIND", { phase: "failed", operation: "UNBIND", word: "FAILED_UNBIND" }],
    ["FAILED_SOMETHING_NEW", { phase: "failed", operation: "SOMETHING_NEW", word: "FAILED_SOMETHING_NEW" }],
    ["SUCCESS", { phase: "success", word: "SUCCESS" }],
    [" running_bind\n", { phase: "running", operation: "BIND", word: "running_bind" }],
    ["SUCCESSOR_BIND", { phase: "unrecognised", operation: "BIND", word: "SUCCESSOR_BIND" }],
    ["BIND_FAILED", { phase: "unrecognised", operation: "FAILED", word: "BIND_FAILED" }],
    ["PAUSED", { phase: "unrecognised", word: "PAUSED" }],
    ["", { phase: "unrecognised", word: "" }],
  ])("%j is taken apart by its first part", (word, expected) => {
    expect(parseTaskStatus(word)).toEqual(expected);
  });

  test.each([
    ["SUCCESS_UNBIND", true],
    ["RUNNING_UNBIND", true],
    ["SUCCESS_BIND", false],
    ["", false],
  ])("%j of an unbinding: %s", (word, expected) => {
    expect(isUnbindStatus(word)).toBe(expected);
  });
});
