import { triggersSchema } from "../../provider/src/model/triggers";

test.each([[[]], [[1, "two", null, true, { three: [3] }]], [[-0, 1e300]]])("%j are triggers", (triggers) => {
  expect(triggersSchema.safeParse(triggers).success).toBe(true);
});

test.each([[[NaN]], [["a", Infinity]], [[{ deep: [{ er: -Infinity }] }]]])(
  "a number that state cannot hold is refused, however deep it lies (%#)",
  (triggers) => {
    expect(triggersSchema.safeParse(triggers).error?.issues[0]?.message).toBe(
      "holds NaN or Infinity, which state cannot hold; give it as text",
    );
  },
);
