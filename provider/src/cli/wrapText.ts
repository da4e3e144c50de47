import { characterWidth, textWidth } from "./textWidth";

/** Breaks a text of one line into lines of at most `width` columns: between words, and inside a word that is longer. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((each) => pieces(each, width))) {
    const joined = line === "" ? word : `${line} ${word}`;
    if (line === "" || textWidth(joined) <= width) {
      line = joined;
    } else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** A word in pieces: broken after a hyphen or the like where there is one, as names and paths are read. */
function pieces(word: string, width: number): string[] {
  const found: string[] = [];
  let rest = word;
  while (textWidth(rest) > width) {
    const most = longestStart(rest, width);
    const [atMark = ""] = /^.*[-_/.:,]/u.exec(most) ?? [];
    const piece = atMark === "" ? most : atMark;
    found.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...found, rest];
}

/** As much of the start as fits, at least one character. */
function longestStart(text: string, width: number): string {
  let start = "";
  let taken = 0;
  for (const character of text) {
    taken += characterWidth(character);
    if (start !== "" && taken > width) {
      break;
    }
    start += character;
  }
  return start;
}
