import fc from "fast-check";
import { cutBytes, cutText } from "../../../provider/src/diagnostics/text/cutText";

test.each([
  ["short", 10, "short"],
  [`${"x".repeat(499)}😀`, 500, `${"x".repeat(499)}...`],
  [`${"x".repeat(498)}😀`, 500, `${"x".repeat(498)}😀`],
  ["e\u0301e\u0301", 3, "e\u0301..."],
  ["👩‍👩‍👧👩‍👩‍👧", 10, "👩‍👩‍👧..."],
  [`e${"\u0301".repeat(500)}`, 100, `e${"\u0301".repeat(99)}...`],
])("%j cut at %d is %j", (text, limit, cut) => {
  expect(cutText(text, limit)).toBe(cut);
});

test("whatever is cut stays well-formed, within the limit, and a beginning of the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.nat(120), (text, limit) => {
      const cut = cutText(text, limit, "");
      const bytes = cutBytes(text, limit, "");
      expect([cut.isWellFormed(), bytes.isWellFormed()]).toEqual([true, true]);
      expect([text.startsWith(cut), text.startsWith(bytes)]).toEqual([true, true]);
      expect(cut.length).toBeLessThanOrEqual(limit);
      expect(Buffer.byteLength(bytes)).toBeLessThanOrEqual(limit);
    }),
  );
});
