import { withoutUndefined } from "../../provider/src/model/plainObject";

it("leaves undefined out at any depth, and keeps everything else", () => {
  const value = { a: undefined, b: null, c: { d: undefined, e: [undefined, { f: undefined, g: 0 }] }, h: false, i: "" };
  expect(withoutUndefined(value)).toEqual({ b: null, c: { e: [null, { g: 0 }] }, h: false, i: "" });
  expect("a" in withoutUndefined(value)).toBe(false);
});
