import { canariesText } from "../../../provider/src/operations/fleet/canariesText";

it("names three canaries that are not bound at most", () => {
  expect(canariesText(5, ["a", "b", "c", "d"], [])).toBe(
    "4 of 5 canaries not bound (a, b, c, ...): no other server was begun",
  );
});

it("tells those that are bound, but not verified, apart from those that are not bound", () => {
  expect(canariesText(3, ["a"], ["b", "c"])).toMatch(
    /^1 of 3 canaries not bound \(a\), 2 bound, but not verified in ECS \(b, c\): no other server was begun; if ECS /,
  );
});
