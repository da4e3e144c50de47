import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const SOURCES = join(__dirname, "../provider/src");
const LENGTH = 64 * 1024;
/** CPU time, so that a busy machine does not count. */
const LIMIT_MS = 50;

interface Found {
  readonly where: string;
  readonly pattern: RegExp;
}

/** Every regular expression that is written in the provider. */
function patterns(): Found[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .flatMap((name) => {
      const found: Found[] = [];
      const file = ts.createSourceFile(name, readFileSync(join(SOURCES, name), "utf8"), ts.ScriptTarget.ES2022);
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf("/");
          const flags = node.text.slice(end + 1).replace("g", "");
          const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
          found.push({ where: `${name}:${line}`, pattern: new RegExp(node.text.slice(1, end), `${flags}g`) });
        }
        if (ts.isNewExpression(node) && node.expression.getText(file) === "RegExp") {
          throw new Error(`${name} builds a regular expression at run time: nobody can measure it here`);
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      return found;
    });
}

const FILLERS = [
  "a",
  "A",
  "0",
  " ",
  "\n",
  "\t",
  "-",
  ":",
  "=",
  "\\",
  '"',
  "#",
  "<{%",
  "a.",
  "a=",
  "1.",
  "\u001b[",
  "&#",
];

/** Texts made of what the pattern itself looks for, without end and without what would let it succeed. */
function hostileTexts(source: string): string[] {
  const words = [...new Set(source.match(/[A-Za-z0-9 _:/<{%=-]{2,}/g) ?? [])];
  const filled = (start: string, filler: string): string => start + filler.repeat(LENGTH / filler.length);
  return [
    ...FILLERS.map((filler) => filled("", filler)),
    ...words.map((word) => filled("", word)),
    ...words.flatMap((word) => [" ", "a", "0"].map((filler) => filled(word, filler))),
  ].map((text) => `${text.slice(0, LENGTH - 1)}\u0000`);
}

const found = patterns();

test("the provider's regular expressions have all been found", () => {
  expect(found.length).toBeGreaterThan(60);
});

test.each(found)("$where goes through hostile text in no time", ({ pattern }) => {
  const slow = hostileTexts(pattern.source).flatMap((text) => {
    const begun = process.cpuUsage();
    text.replace(pattern, "");
    const { user, system } = process.cpuUsage(begun);
    const ms = (user + system) / 1000;
    return ms > LIMIT_MS ? [`${JSON.stringify(text.slice(0, 30))}: ${Math.round(ms)} ms`] : [];
  });
  expect(slow).toEqual([]);
});
