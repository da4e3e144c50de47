/** How a piece of text stands out. */
export type Style = "bold" | "dim" | "red" | "green" | "yellow";

/** Puts text into a style, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style | undefined, text: string) => string;

const codes: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
};

/** Colours for a terminal, unless NO_COLOR is set to anything or the terminal is a dumb one; none elsewhere. */
export function paintFor(isTerminal: boolean, variables: Readonly<Record<string, string | undefined>>): Paint {
  const refused = (variables["NO_COLOR"] ?? "") !== "" || variables["TERM"] === "dumb";
  return isTerminal && !refused ? colours : (_, text) => text;
}

const colours: Paint = (style, text) => {
  if (style === undefined || text === "") {
    return text;
  }
  const [on, off] = codes[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
};
