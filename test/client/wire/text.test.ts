import fc from "fast-check";
import {
  optionalProse,
  optionalSecretText,
  optionalText,
  text,
  textUpTo,
} from "../../../provider/src/client/wire/text";

/** Any UTF-16 at all: halves of pairs, controls, marks. */
const anyUtf16 = fc
  .array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0, 10, 13, 27, 0x9b, 0xd800, 0xdc00, 0x202e, 0xfeff, 32, 35, 91)), {
    maxLength: 300,
  })
  .map((units) => String.fromCharCode(...units));

test("whatever the service writes becomes one bounded, well-formed line without controls", () => {
  fc.assert(
    fc.property(anyUtf16, (raw) => {
      const shown = text.parse(raw);
      expect(shown.isWellFormed()).toBe(true);
      expect(shown).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(text.parse(shown)).toBe(shown);
    }),
  );
});

test.each([
  ["Update public key error", "Update public key error"],
  ["  two\r\n lines\tand a tab ", "two lines and a tab"],
  ["\u001b[31mred\u001b[0m", "red"],
  ["\u001b]8;;http://evil\u0007x", "␛]8;;http://evil␇x"],
  ["\u0000\u007f\u009b1m", "␀␡\ufffd1m"],
  ["\u202eabc\u2066", "abc"],
  ["blanks \u200b around \u00ad\ufeff the unseen", "blanks around the unseen"],
  ["half \ud83d", "half \ufffd"],
  ["::error::x", ": :error::x"],
  ["  \n::set-output name=a::b", ": :set-output name=a::b"],
  ["##vso[task.setvariable]x", "# #vso[task.setvariable]x"],
  ["late ##[error]x and ##teamcity[y", "late # #[error]x and # #teamcity[y"],
  ["##\u200bvso[x", "# #vso[x"],
  ["<{%fg 1%}>red<{%reset%}>", "<{ %fg 1%}>red<{ %reset%}>"],
  ["--- group", "--- group".replace("---", "-- -")],
  ["urn:pulumi:dev::shop::kps::web", "urn:pulumi:dev::shop::kps::web"],
  ["团队 👩‍👩‍👧 é", "团队 👩‍👩‍👧 é"],
])("%j is shown as %j", (raw, shown) => {
  expect(text.parse(raw)).toBe(shown);
});

test("a text is cut at its bound between whole characters, however long it is", () => {
  const family = "👩‍👩‍👧";
  const shown = textUpTo(100).parse(family.repeat(1_000_000));
  expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(100 + 3);
  expect(shown).toBe(`${family.repeat(5)}...`);
  expect(Buffer.byteLength(text.parse("é".repeat(3_000_000)))).toBeLessThanOrEqual(4096 + 3);
});

test.each([null, undefined, ""])("%j is no text", (nothing) => {
  expect(optionalText.parse(nothing)).toBeUndefined();
  expect(optionalProse.parse(nothing)).toBeUndefined();
  expect(optionalSecretText.parse(nothing)).toBeUndefined();
});

test("a text that a person wrote keeps its lines, a secret every character", () => {
  expect(optionalProse.parse("one\n  two\u001b[1m\u0007")).toBe("one\n  two␇");
  expect(optionalSecretText.parse(" a\r\n\u0000 ")).toBe(" a\r\n\u0000 ");
  expect(optionalSecretText.safeParse("k".repeat(70_000)).success).toBe(false);
});
