import fc from "fast-check";
import { fitTable, type Column } from "../../provider/src/cli/table";
import { textWidth } from "../../provider/src/cli/textWidth";
import { wrapText } from "../../provider/src/cli/wrapText";

interface Row {
  readonly id: string;
  readonly name: string;
  readonly why: string;
}

const columns: readonly Column<Row>[] = [
  { title: "ID", rank: 1, text: ({ id }) => id },
  { title: "NAME", rank: 2, least: 8, text: ({ name }) => name, style: () => "red" },
  { title: "WHY", rank: 3, least: 10, text: ({ why }) => why },
];

const rows: readonly Row[] = [
  { id: "4116467c-a1b2-4c3d-9e8f-0123456789ab", name: "web-1", why: "Update public key error" },
  { id: "short", name: "数据库-1", why: "line one\nline two\u001b[2J" },
];

const plain = (_: unknown, text: string): string => text;

it("without a width gives each row one line, whatever its texts hold", () => {
  expect(fitTable(columns, rows, undefined, plain)).toEqual({
    lines: [
      "ID                                    NAME      WHY",
      "4116467c-a1b2-4c3d-9e8f-0123456789ab  web-1     Update public key error",
      "short                                 数据库-1  line one line two [2J",
    ],
    leftOut: [],
  });
});

it("wraps texts before it leaves a column out, and names what it left out", () => {
  expect(fitTable(columns, rows, 58, plain).lines).toEqual([
    "ID                                    NAME      WHY",
    "4116467c-a1b2-4c3d-9e8f-0123456789ab  web-1     Update",
    "                                                public key",
    "                                                error",
    "short                                 数据库-1  line one",
    "                                                line two",
    "                                                [2J",
  ]);
  const narrow = fitTable(columns, rows, 30, plain);
  expect(narrow.leftOut).toEqual(["ID"]);
  expect(narrow.lines.slice(0, 3)).toEqual(["NAME      WHY", "web-1     Update public key", "          error"]);
});

it("paints texts, not the space between them", () => {
  const [, line] = fitTable(columns, rows.slice(0, 1), undefined, (style, text) => `${style ?? ""}(${text})`).lines;
  expect(line).toBe("(4116467c-a1b2-4c3d-9e8f-0123456789ab)  red(web-1)  (Update public key error)");
});

it("never draws wider than it may, and never loses a character of what it shows", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "-", "/", " ", "键", "z"), maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 100 }), text, (width, why) => {
      const table = fitTable(columns, [{ id: "1", name: "n", why }], width, plain);
      expect(table.lines.filter((line) => textWidth(line) > width)).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 40 }), text, (width, why) => {
      const lines = wrapText(why, width);
      expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
      expect(lines.join("").replaceAll(" ", "")).toBe(why.replaceAll(" ", ""));
    }),
  );
});

it.each(["ᄀ", "a\u0301", "🇩🇪", "a", "-"])("wraps 64 KiB of %j in no time", (filler) => {
  const begun = process.cpuUsage();
  expect(wrapText(filler.repeat((64 * 1024) / filler.length), 40).join("").length).toBeGreaterThan(60_000);
  const { user, system } = process.cpuUsage(begun);
  // The time of a process: a busy machine does not count. Before it was 1 to 6 s.
  expect((user + system) / 1000).toBeLessThan(400);
});
