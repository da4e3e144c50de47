import { report } from "../../provider/src/diagnostics/report";
import { enumerated } from "../../provider/src/diagnostics/text/enumerated";

test("of thousands the first ten are named and the number of the others", () => {
  const names = Array.from({ length: 3_000 }, (_, index) => `web-${index + 1} (server-${index + 1})`);
  expect(enumerated(names)).toMatch(/^web-1 \(server-1\), .*, web-10 \(server-10\) and 2,990 more$/);
  expect(enumerated(["a", "b"])).toBe("a, b");
  expect(enumerated([])).toBe("");
});

test.each([
  ["one long fact", "headline", [["answer", "团".repeat(100_000)] as const]],
  ["many long facts", "headline", Array.from({ length: 12 }, (_, index) => [`f${index}`, "x".repeat(5_000)] as const)],
  ["a long headline", "h".repeat(300_000), [["answer", "x"] as const]],
])("with %s it stays below 4 KB and still says what to do", (_name, headline, facts) => {
  const text = report(headline, [...facts, ["next", "run `pulumi up` again"]]);
  expect(Buffer.byteLength(text)).toBeLessThan(4_096);
  expect(text.isWellFormed()).toBe(true);
  expect(text).toMatch(/\nnext {6}run `pulumi up` again$/);
});

test("a fact of several lines is indented under its label, an empty one left out", () => {
  expect(
    report("head", [
      ["code", "one\ntwo"],
      ["none", ""],
    ]),
  ).toBe("head\ncode      one\n          two");
});
