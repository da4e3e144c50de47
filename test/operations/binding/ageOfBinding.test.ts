import { ageOfBinding, type BindingDates } from "../../../provider/src/operations/binding/ageOfBinding";

const MADE = 1_768_467_600_500;
const pair = { fingerprint: "new", createTime: MADE };
const success = (startedAtServiceMs: number | undefined, operation = "BIND"): BindingDates["other"] => ({
  end: "success",
  operation,
  startedAtServiceMs,
});

it.each<[string, Partial<BindingDates>, string]>([
  ["this run has generated the key, and nothing was seen to bind it", { keyIsNew: true }, "older"],
  ["another run has, or somebody else", {}, "unknown"],
  ["the pair cannot be read", { pair: undefined }, "unknown"],
  ["the pair cannot be read, but this run has generated its key", { pair: undefined, keyIsNew: true }, "older"],
  ["KPS does not say when the pair was made", { pair: { fingerprint: "new" }, serverCreatedAtMs: MADE }, "unknown"],
  ["the server was created after the pair", { serverCreatedAtMs: MADE }, "younger"],
  ["the server was created before it", { serverCreatedAtMs: MADE - 1 }, "unknown"],
  [
    "both were made in the second that is all KPS tells",
    { pair: { ...pair, createTime: 1_768_467_600_000 }, serverCreatedAtMs: 1_768_467_600_500 },
    "unknown",
  ],
  ["a task of this process has installed this key", { keyIsNew: true, installed: "new" }, "younger"],
  ["a task of this process has installed another key under the name", { installed: "old" }, "older"],
  ["a task of others that began since has bound it", { keyIsNew: true, other: success(MADE) }, "younger"],
  ["a task of others that began before has bound it", { keyIsNew: true, other: success(MADE - 1) }, "older"],
  ["a task of others began nobody knows when", { keyIsNew: true, other: success(undefined) }, "older"],
  ["a task of others that began since has unbound it", { keyIsNew: true, other: success(MADE, "UNBIND") }, "older"],
  [
    "a task of others that began since has failed",
    { keyIsNew: true, other: { end: "failed", operation: "BIND", startedAtServiceMs: MADE } },
    "older",
  ],
])("%s", (_name, dates, age) => {
  const plain: BindingDates = {
    pair,
    keyIsNew: false,
    serverCreatedAtMs: undefined,
    installed: undefined,
    other: undefined,
  };
  expect(ageOfBinding({ ...plain, ...dates })).toBe(age);
});
