import { jsonText, plainLines, plainText } from "../../provider/src/cli/plainText";

test.each([
  ["##vso[task.setvariable variable=x]y", "# #vso[task.setvariable variable=x]y"],
  ["a ##teamcity[x]", "a # #teamcity[x]"],
  ["::error::x", ": :error::x"],
  ["one\n\u202etwo\u001b[2J", "one two [2J"],
])("a cell of a table commands neither a terminal nor a CI system: %j", (text, shown) => {
  expect(plainText(text)).toBe(shown);
  expect(plainLines(`first\n${text.replace("\n\u202e", "\u202e")}`)).toBe(`first\n${shown}`);
});

test("JSON holds the same, with nothing in it that turns the direction of writing or commands a CI system", () => {
  const value = [{ serverName: "\u202egpj.web\u2066 \u009b31m", message: "##vso[task.complete]" }];
  const text = jsonText(value);

  expect(text).not.toMatch(/[\u0080-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|##/);
  expect(JSON.parse(text)).toEqual(value);
  expect(jsonText([1], 0)).toBe("[1]");
});
