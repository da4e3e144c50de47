import fc from "fast-check";
import { encodable } from "../../provider/src/model/encodable";
import { encodingFault } from "../support/encodable";

test("whatever it holds, the copy can be encoded for the engine", () => {
  const anything = fc.anything({
    key: fc.string({ unit: "binary" }),
    values: [
      fc.string({ unit: "binary" }),
      fc.constant("\ud800"),
      fc.bigInt(),
      fc.boolean(),
      fc.constant(undefined),
      fc.date(),
      fc.integer(),
    ],
    withDate: true,
    withBigInt: true,
  });
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: "binary" }), anything), (value) => {
      expect(encodingFault(encodable(value))).toBeUndefined();
    }),
  );
});

test("what can be encoded stays as it is", () => {
  const value = { a: ["x", 1, true, null, { b: "团队 😀" }], c: {} };
  expect(encodable(value)).toEqual(value);
  expect(encodable({ at: new Date(0), big: 5n, none: undefined, call: () => 1, list: [undefined] })).toEqual({
    at: "1970-01-01T00:00:00.000Z",
    big: "5",
    list: [null],
  });
});

test("an entry that no decoder keeps is left out, at every depth", () => {
  const hostile: unknown = JSON.parse('{"a":{"__proto__":{"x":1},"b":2},"__proto__":1}');
  expect(encodable(hostile as Record<string, unknown>)).toEqual({ a: { b: 2 } });
});
