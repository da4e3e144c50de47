import { differences } from "./differences";

test.each([
  [{ a: 1, b: "x" }, { b: "", a: 2 }, []],
  [{ a: 1 }, { b: 1 }, ["body.a is missing", "body.b is not documented"]],
  [{ a: 1 }, { a: "1" }, ["body.a is string, not number"]],
  [{ a: null }, { a: {} }, ["body.a is object, not null"]],
  [{ a: [] }, { a: {} }, ["body.a is object, not array"]],
  [{ a: [] }, { a: [1] }, ["body.a[] is not empty"]],
  [{ a: [{ b: 1 }] }, { a: [] }, ["body.a[] is empty"]],
  [{ a: [{ b: 1 }] }, { a: [{}, {}] }, ["body.a[].b is missing"]],
  [[{ a: 1 }, { b: 1 }], [{ a: 1 }, { b: 1 }, { b: 1 }], []],
  [
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1 }],
    ["body[].b is missing", "body[].a is not documented"],
  ],
  [undefined, undefined, []],
  [undefined, {}, ["body is object, not undefined"]],
])("%j and %j", (documented, actual, expected) => {
  expect(differences(documented, actual)).toEqual(expected);
});
