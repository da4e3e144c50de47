/** What JSON is made of, apart from blanks; the first alternative that fits is taken. */
const token =
  /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y;
const blanks = /[ \t\r\n]*/y;

/**
 * The line, counted from 1, at which a text stops being JSON; undefined when all of it is. The engine's own error would
 * not do: it repeats what stands there, which may be a secret, and names the place only in some versions.
 */
export function lineOfJsonFault(text: string): number | undefined {
  const at = offsetOfFault(text);
  return at === undefined ? undefined : text.slice(0, at).split("\n").length;
}

type Expected = "value" | "value or ]" | "key or }" | "key" | "colon" | "comma" | "end";

function offsetOfFault(text: string): number | undefined {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  for (let at = 0; ;) {
    blanks.lastIndex = at;
    blanks.exec(text);
    at = blanks.lastIndex;
    if (at >= text.length) {
      return expected === "end" ? undefined : Math.max(0, text.trimEnd().length);
    }
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    const next: Expected | undefined = found === undefined ? undefined : step(found, expected, open);
    if (next === undefined) {
      return at;
    }
    expected = next;
    at = token.lastIndex;
  }
}

/** What may follow a token; undefined when it may not stand here itself. Keeps `open` up to date. */
function step(found: string, expected: Expected, open: ("{" | "[")[]): Expected | undefined {
  const takesValue = expected === "value" || expected === "value or ]";
  const afterValue = (): Expected => (open.length === 0 ? "end" : "comma");
  const inside = open.at(-1);
  switch (found) {
    case "{":
    case "[":
      open.push(found);
      return takesValue ? (found === "{" ? "key or }" : "value or ]") : undefined;
    case "}":
    case "]": {
      const closes = found === "}" ? inside === "{" : inside === "[";
      const mayClose = expected === "comma" || expected === (found === "}" ? "key or }" : "value or ]");
      open.pop();
      return closes && mayClose ? afterValue() : undefined;
    }
    case ",":
      return expected === "comma" ? (inside === "{" ? "key" : "value") : undefined;
    case ":":
      return expected === "colon" ? "value" : undefined;
    default:
      if (expected === "key" || expected === "key or }") {
        return found.startsWith('"') ? "colon" : undefined;
      }
      return takesValue ? afterValue() : undefined;
  }
}
