import { visibleLine } from "../text/visibleText";

/** Secrets shorter than this cannot be told from ordinary text. */
const SHORTEST = 3;
/** An encoded form shorter than this would be found in any text. */
const SHORTEST_ENCODED = 6;
/** Lines of a longer secret (a key in PEM form) are looked for one by one from this length on. */
const LONG_LINE = 16;

/**
 * The texts by which a secret is known where it comes back without escapes: as it is, as one line, its long lines, and all
 * of these in hex and in both alphabets of base64, wherever in a longer text they were encoded.
 */
export function secretForms(secret: string): string[] {
  const key = secret.includes("-----BEGIN ");
  const plain = [...(key ? [] : [secret, visibleLine(secret)]), ...longLines(secret)];
  const forms = plain.flatMap((piece) => [piece, ...(piece.includes(" ") ? [piece.replaceAll(" ", "+")] : [])]);
  const encoded = [secret, ...plain].flatMap((piece) => [...hexForms(piece), ...base64Forms(piece)]);
  return [
    ...new Set([
      ...forms.filter((form) => form.length >= SHORTEST),
      ...encoded.filter((form) => form.length >= SHORTEST_ENCODED),
    ]),
  ];
}

function longLines(secret: string): string[] {
  return secret
    .split(/[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line.length >= LONG_LINE && !line.startsWith("-----"));
}

function hexForms(piece: string): string[] {
  const hex = Buffer.from(piece).toString("hex");
  return [hex, hex.toUpperCase()];
}

/** What does not depend on the neighbours of a text that is encoded as part of a longer one, at each of three offsets. */
function base64Forms(piece: string): string[] {
  const bytes = Buffer.from(piece);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    const own = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return /[+/]/.test(own) ? [own, own.replaceAll("+", "-").replaceAll("/", "_")] : [own];
  });
}
