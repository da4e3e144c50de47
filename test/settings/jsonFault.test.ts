import fc from "fast-check";
import { lineOfJsonFault } from "../../provider/src/settings/jsonFault";

test("agrees with the engine on what is JSON, whatever is cut out of it", () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom("", ",", "]", "}", '"', ":", "x", "\n"),
      (json, at, length, put) => {
        const start = at % (json.length + 1);
        const text = `${json.slice(0, start)}${put}${json.slice(start + length)}`;
        expect(lineOfJsonFault(text) === undefined).toBe(isJson(text));
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ["", 1],
  ["\n\n", 1],
  ["{}\n{}", 2],
  ['{"a":\n\n tru}', 3],
  ['{"a": "\n"}', 1],
  ["[1,\n2,\n", 2],
  ["[01]", 1],
  ['{\n"a" 1}', 2],
])("the fault of %j is in line %d", (text, line) => {
  expect(lineOfJsonFault(text)).toBe(line);
});

test("a hostile text takes time in proportion to its length only", () => {
  const texts = [
    "[".repeat(65_536),
    '"'.repeat(65_536),
    `"${"\\".repeat(65_535)}`,
    "1".repeat(65_536),
    " ".repeat(65_536),
  ];
  expect(texts.map((text) => lineOfJsonFault(text.repeat(16)))).toEqual([1, 1, 1, undefined, 1]);
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
