import { characterWidth, textWidth } from "./textWidth";

/** Breaks a text of one line into lines of at most `width` columns: between words, and inside a word that is longer. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let taken = 0;
  for (const { piece, columns } of text.split(" ").flatMap((word) => piecesOf(word, width))) {
    if (line === "") {
      line = piece;
      taken = columns;
    } else if (taken + 1 + columns <= width) {
      line += ` ${piece}`;
      taken += 1 + columns;
    } else {
      lines.push(line);
      line = piece;
      taken = columns;
    }
  }
  return [...lines, line];
}

interface Piece {
  readonly piece: string;
  readonly columns: number;
}

/** After these a word is broken rather than elsewhere, as names and paths are read. */
const MARKS = "-_/.:,";

/** A word in pieces, each as long as fits, at least one character, and broken after a mark where it holds one. */
function piecesOf(word: string, width: number): Piece[] {
  const columns = textWidth(word);
  if (columns <= width) {
    return [{ piece: word, columns }];
  }
  const characters = Array.from(word);
  const found: Piece[] = [];
  for (let begin = 0; begin < characters.length;) {
    let end = begin;
    let taken = 0;
    let marked: { readonly end: number; readonly columns: number } | undefined;
    for (; end < characters.length; end += 1) {
      const character = characters[end] ?? "";
      const more = characterWidth(character);
      if (end > begin && taken + more > width) {
        break;
      }
      taken += more;
      marked = MARKS.includes(character) ? { end: end + 1, columns: taken } : marked;
    }
    const piece = end < characters.length && marked !== undefined ? marked : { end, columns: taken };
    found.push({ piece: characters.slice(begin, piece.end).join(""), columns: piece.columns });
    begin = piece.end;
  }
  return found;
}
