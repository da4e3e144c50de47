import { readSettings } from "../../provider/src/settings/readSettings";
import { environmentOf } from "../support/memoryFiles";
import { enough, read } from "./readWith";

test.each([
  ["~/kps.jsonl", "/home/alice/kps.jsonl"],
  ["out/~/kps.jsonl", "out/~/kps.jsonl"],
  ["~kps.jsonl", "~kps.jsonl"],
])("the report file %s is %s: no shell expands what stands in a configuration", (given, expected) => {
  expect(read({ ...enough, "kps:reportFile": given }).reportFile).toBe(expected);
  expect(read(enough, { KPS_REPORT_FILE: given }).reportFile).toBe(expected);
});

test("says where a report file cannot be for want of a home directory", () => {
  const homeless = { ...environmentOf(), homeDirectory: undefined };
  const settings = { ...enough, "kps:reportFile": "~/kps.jsonl" };
  expect(() => readSettings((key) => new Map(Object.entries(settings)).get(key), homeless)).toThrow(
    "The file that kps:reportFile in the stack configuration names is in the home directory, and this user has none: give its whole path.",
  );
});
